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

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const CLOCK = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)(?:[.,](?<fraction>\\d{1,9}))?";
const DATE = "(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)";

/** RFC 3164, also with a year as Cisco writes it, and the marks of a clock that is not set. */
const RFC3164 = new RegExp(
  `[*.:]?(?<name>[A-Z][A-Za-z]{2}) {1,2}(?<day>\\d{1,2}) (?:(?<year>\\d{4}) )?${CLOCK}(?: (?<lateYear>(?:19|20)\\d\\d)(?= |: ))?(?: (?<zone>UTC|GMT|CET|EET|WET|[A-Z]{1,3}[SD]T)(?=:))?(?=[ :]|$)`,
  "y",
);
const ISO = new RegExp(`${DATE}T${CLOCK}(?<zone>Z|[+-]\\d\\d:?\\d\\d)?(?=[ :]|$)`, "y");
/** journalctl -o short-full. */
const FULL = new RegExp(`[A-Z][a-z]{2} ${DATE} ${CLOCK} (?<zone>[A-Z]{2,5}|[+-]\\d{2,4})(?= )`, "y");
/** journalctl -o short-unix. */
const EPOCH = /(?<epoch>\d{9,10})\.(?<fraction>\d{6})(?= )/y;

/** Reads the time that stands at `at`, or null. Impossible dates are read too: they start a record all the same. */
export function readSyslogStamp(text: string, at: number): SyslogStamp | null {
  const code = text.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) return readWith(ISO, text, at) ?? readEpoch(text, at);
  return readWith(RFC3164, text, at) ?? readWith(FULL, text, at);
}

function readWith(pattern: RegExp, text: string, at: number): SyslogStamp | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  const groups = match?.groups;
  if (match === null || groups === undefined) return null;
  const year = groups.year ?? groups.lateYear;
  return {
    end: at + match[0].length,
    text: match[0],
    year: year === undefined ? null : Number(year),
    month: groups.name === undefined ? Number(groups.month) : MONTHS.indexOf(groups.name) + 1,
    day: Number(groups.day),
    hour: Number(groups.hour),
    minute: Number(groups.minute),
    second: Number(groups.second),
    microsecond: Number((groups.fraction ?? "").slice(0, 6).padEnd(6, "0")),
    offsetUs: offsetOf(groups.zone),
  };
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
  const time = new Date(Number(match.groups?.epoch) * 1000);
  return {
    end: at + match[0].length,
    text: match[0],
    year: time.getUTCFullYear(),
    month: time.getUTCMonth() + 1,
    day: time.getUTCDate(),
    hour: time.getUTCHours(),
    minute: time.getUTCMinutes(),
    second: time.getUTCSeconds(),
    microsecond: Number(match.groups?.fraction),
    offsetUs: 0,
  };
}

/** Microseconds since the epoch with `year` for a stamp that has none; null when there is no such time. */
export function syslogStampUs(stamp: SyslogStamp, year: number): number | null {
  const wallUs = civilTimeUs({ ...stamp, year: stamp.year ?? year });
  return wallUs === null ? null : wallUs - (stamp.offsetUs ?? 0);
}
