import { civilTimeUs } from "#lib/formats/civil-time.ts";
import { zoneOffsetUs } from "#lib/formats/iso-time.ts";

/** The time at the start of a syslog line. */
export interface SyslogStamp {
  /** Behind it. */
  end: number;
  text: string;
  /** Null in RFC 3164. */
  year: number | null;
  /** 1 to 12; 0 for a month that is none. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
  /** East of UTC; null = local time. */
  offsetUs: number | null;
}

/** From January on; journalctl writes them in the language of the system, here as glibc's locales abbreviate them. */
const MONTHS: readonly string[] = [
  "jan janv ene gen sty янв",
  "feb févr fev lut фев",
  "mar mär mrt mars мар",
  "apr avr avril abr kwi апр",
  "may mai mei mag maj мая май",
  "jun juin giu cze июн",
  "jul juil lug lip июл",
  "aug août ago sie авг",
  "sep sept set wrz сен",
  "oct okt ott out paź окт",
  "nov lis ноя",
  "dec déc dez dic gru дек",
];
const MONTH_BY_NAME = new Map(MONTHS.flatMap((names, index) => names.split(" ").map((name) => [name, index + 1])));
const MONTH = `[A-Z][A-Za-z]{2}|(?:${[...MONTH_BY_NAME.keys()].flatMap((name) => [name, capital(name)]).join("|")})\\.?`;
const CLOCK = "(\\d\\d):(\\d\\d):(\\d\\d)(?:[.,](\\d{1,9}))?";
const DATE = "(\\d{4})-(\\d\\d)-(\\d\\d)";

/** RFC 3164, also with a year as Cisco writes it, and the marks of a clock that is not set. */
const RFC3164 = new RegExp(
  `[*.:]?(${MONTH}) {1,2}(\\d{1,2}) (?:(\\d{4}) )?${CLOCK}(?: ((?:19|20)\\d\\d)(?= |: ))?(?: (UTC|GMT|CET|EET|WET|[A-Z]{1,3}[SD]T)(?=:))?(?=[ :]|$)`,
  "y",
);
const ISO = new RegExp(`${DATE}T${CLOCK}(Z|[+-]\\d\\d:?\\d\\d)?(?=[ :]|$)`, "y");
/** journalctl -o short-full. */
const FULL = new RegExp(`[A-Z][a-z]{2} ${DATE} ${CLOCK} ([A-Z]{2,5}|[+-]\\d{2,4})(?= )`, "y");
/** journalctl -o short-unix. */
const EPOCH = /(\d{9,10})\.(\d{6})(?= )/y;

/** Reads the time that stands at `at`, or null. Impossible dates are read too: they start a record all the same. */
export function readSyslogStamp(text: string, at: number): SyslogStamp | null {
  if (isDigit(text.charCodeAt(at))) return readIso(ISO, text, at) ?? readEpoch(text, at);
  return readRfc3164(text, at) ?? readIso(FULL, text, at);
}

/** True where `readSyslogStamp` reads a time, at less cost. */
export function isSyslogStamp(text: string, at: number): boolean {
  const patterns = isDigit(text.charCodeAt(at)) ? [ISO, EPOCH] : [RFC3164, FULL];
  for (const pattern of patterns) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return true;
  }
  return false;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function readRfc3164(text: string, at: number): SyslogStamp | null {
  RFC3164.lastIndex = at;
  const match = RFC3164.exec(text);
  if (match === null) return null;
  const year = match[3] ?? match[8];
  return {
    end: RFC3164.lastIndex,
    text: match[0],
    year: year === undefined ? null : Number(year),
    month: MONTH_BY_NAME.get((match[1] ?? "").toLowerCase().replace(".", "")) ?? 0,
    day: Number(match[2]),
    hour: Number(match[4]),
    minute: Number(match[5]),
    second: Number(match[6]),
    microsecond: microsecondOf(match[7]),
    offsetUs: offsetOf(match[9]),
  };
}

function readIso(pattern: RegExp, text: string, at: number): SyslogStamp | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) return null;
  return {
    end: pattern.lastIndex,
    text: match[0],
    year: Number(match[1]),
    month: Number(match[2]),
    day: Number(match[3]),
    hour: Number(match[4]),
    minute: Number(match[5]),
    second: Number(match[6]),
    microsecond: microsecondOf(match[7]),
    offsetUs: offsetOf(match[8]),
  };
}

function microsecondOf(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.slice(0, 6).padEnd(6, "0"));
}

/** An abbreviation such as CEST names no zone for certain; only UTC does. */
function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  return zone === "Z" || zone === "UTC" || zone === "GMT" || /^[+-]/.test(zone) ? zoneOffsetUs(zone) : null;
}

function readEpoch(text: string, at: number): SyslogStamp | null {
  EPOCH.lastIndex = at;
  const match = EPOCH.exec(text);
  if (match === null) return null;
  const time = new Date(Number(match[1]) * 1000);
  return {
    end: at + match[0].length,
    text: match[0],
    year: time.getUTCFullYear(),
    month: time.getUTCMonth() + 1,
    day: time.getUTCDate(),
    hour: time.getUTCHours(),
    minute: time.getUTCMinutes(),
    second: time.getUTCSeconds(),
    microsecond: Number(match[2]),
    offsetUs: 0,
  };
}

/** Microseconds since the epoch with `year` for a stamp that has none; null when there is no such time. */
export function syslogStampUs(stamp: SyslogStamp, year: number): number | null {
  const wallUs = civilTimeUs({ ...stamp, year: stamp.year ?? year });
  return wallUs === null ? null : wallUs - (stamp.offsetUs ?? 0);
}
