import { civilTimeUs } from "#lib/formats/civil-time.ts";
import { zoneOffsetUs } from "#lib/formats/iso-time.ts";
import { MONTHS } from "#lib/formats/month-names.ts";

/** Which number of 3/4/2025 is the day. */
export type DayOrder = "day-first" | "month-first";

/** What a single line can't know about its time. */
export interface TimeContext {
  dayOrder: DayOrder;
  /** Dates without a year are taken as the latest not after this. */
  latestUs: number;
}

export interface FoundTime {
  /** Null when the date does not exist or is missing. */
  timeUs: number | null;
  isLocal: boolean;
  /** As written. */
  text: string;
  /** The letter of a level that stands with the time: I, W, E, F and so on. */
  level?: string;
  /** A zone that has more than one offset in the year, as PHP names it: Europe/Berlin. */
  zoneName?: string;
  /** Behind the time stamp when the line starts with it; 0 when it stands further on. */
  endsAt: number;
}

export interface TimeLayout {
  id: string;
  /** Its group `stamp` starts the line, `inner` does not. */
  pattern: RegExp;
}

/** Some installers of Windows put a dot before the seconds: 08:14.02.331. */
const CLOCK =
  "(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?:(?::|\\.(?=\\d\\d[.,\\s\\]]))(?<second>\\d\\d)(?:[.,:](?<fraction>\\d{1,9}))?)?";
const ZONE = "(?:\\s?(?<zone>Z|UTC|GMT|[+-]\\d\\d:?\\d\\d)(?![\\w:]))?";
const MONTH = "(?<monthName>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";
/** What may stand before the time at the start of a line: brackets, quotes, a syslog priority, Redis' process and role. */
const OPENING = "^(?:\\s{0,4}(?:<\\d{1,3}>)?(?:\\d\\s|\\d{1,10}:[XCSM]\\s)?[\\[(\"'<{*#]{0,3}\\s?)";

/** In the order in which they are tried; earlier ones say more. */
export const TIME_LAYOUTS: readonly TimeLayout[] = [
  layout("iso", `(?<year>\\d{4})[-/.](?<month>\\d\\d?)[-/.](?<day>\\d\\d?)(?:T|\\s{1,3}|[,_-]\\s?)${CLOCK}${ZONE}`),
  layout(
    "syslog",
    `${MONTH}\\s{1,2}(?<day>\\d\\d?),?\\s(?:(?<year>\\d{4}),?\\s)?${CLOCK}(?<meridiem>\\s?[AaPp][Mm])?${ZONE}`,
  ),
  layout(
    "asctime",
    `(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\\s${MONTH}\\s{1,2}(?<day>\\d\\d?)\\s${CLOCK}${ZONE}(?:\\s[A-Z]{3,4})?\\s(?<year>\\d{4})`,
  ),
  layout(
    "rfc2822",
    `(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\\s)?(?<day>\\d\\d?)[\\s/-]${MONTH}[\\s/-](?<year>\\d{4})[\\s:T]${CLOCK}(?<meridiem>\\s?[AaPp][Mm])?${ZONE}`,
    "(?: (?<zoneName>[A-Z][a-z]+(?:/[A-Z][A-Za-z_-]+){1,2})(?=\\]))?",
  ),
  layout(
    "slash",
    `(?<one>\\d\\d?)(?<mark>[/.-])(?<two>\\d\\d?)\\k<mark>(?<year>\\d{4}|\\d\\d)(?:,?\\s{1,2}|T|-)${CLOCK}(?<meridiem>\\s?[AaPp]\\.?[Mm]\\.?)?${ZONE}`,
  ),
  layout(
    "compact",
    `(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)[\\sT_-](?<hour>\\d\\d):?(?<minute>\\d\\d):?(?<second>\\d\\d)(?:[.,:](?<fraction>\\d{1,9}))?${ZONE}(?!\\d)`,
  ),
  layout(
    "short",
    "(?<year>\\d\\d)(?<month>\\d\\d)(?<day>\\d\\d) (?<hour>\\d\\d)(?<minute>\\d\\d)(?<second>\\d\\d)(?!\\d)",
  ),
  layout("epoch", "(?<epoch>\\d{10}|\\d{13}|\\d{16}|\\d{19})(?:[.,](?<fraction>\\d{1,9}))?(?![\\w.:-])"),
  // Google's glog and Kubernetes' klog; Android's logcat.
  layout("glog", `(?<level>[IWEF])(?<month>\\d\\d)(?<day>\\d\\d) ${CLOCK}(?=\\s{1,9}\\d{1,10} \\S{1,200}:\\d{1,7}\\])`),
  layout(
    "logcat",
    `(?<month>\\d\\d)-(?<day>\\d\\d) ${CLOCK}(?=:?\\s{1,3}(?:\\d{1,9}\\s{1,9}\\d{1,9}\\s)?(?<level>[VDIWEFA])[/ ]\\S)`,
  ),
  layout("clock", `(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)(?:[.,:](?<fraction>\\d{1,9}))?(?![\\d:])`),
  {
    id: "clf",
    pattern: new RegExp(
      `^.{0,200}?\\[(?<inner>(?<day>\\d\\d)/${MONTH}/(?<year>\\d{4}):${CLOCK}\\s(?<zone>[+-]\\d{4}))\\]`,
    ),
  },
  {
    // Only where most lines have it: elsewhere a date inside a line is what the line is about.
    id: "inside",
    pattern: new RegExp(
      `^.{1,60}?(?:[\\s(\\[="])(?<inner>(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)[T ]${CLOCK}${ZONE})`,
    ),
  },
];

function layout(id: string, time: string, behind = ""): TimeLayout {
  return { id, pattern: new RegExp(`${OPENING}(?<stamp>${time})${behind}`) };
}

/** The time of a line by the first of the layouts that fits, or null. */
export function findTime(line: string, layouts: readonly TimeLayout[], context: TimeContext): FoundTime | null {
  for (const { pattern } of layouts) {
    const match = pattern.exec(line);
    const groups = match?.groups;
    if (match === null || groups === undefined) continue;
    const { stamp, inner = "", level, zoneName } = groups;
    const endsAt = stamp === undefined ? 0 : match[0].length;
    return { ...readTime(groups, context), text: stamp ?? inner, level, zoneName, endsAt };
  }
  return null;
}

function readTime(groups: Record<string, string | undefined>, context: TimeContext) {
  if (groups.epoch !== undefined) return readEpoch(groups.epoch, groups.fraction ?? "");
  const day = readDay(groups, context.dayOrder);
  // A clock without a date is no point in time.
  if (day === null) return { timeUs: null, isLocal: true };
  const clock = {
    hour: hourOf(Number(groups.hour), groups.meridiem),
    minute: Number(groups.minute),
    second: Number(groups.second ?? 0),
    microsecond: Number((groups.fraction ?? "").slice(0, 6).padEnd(6, "0")),
  };
  const localUs =
    groups.year === undefined ? latestYear({ ...day, ...clock }, context.latestUs) : civilTimeUs({ ...day, ...clock });
  const { zone } = groups;
  if (localUs === null || zone === undefined) return { timeUs: localUs, isLocal: true };
  return { timeUs: localUs - zoneOffsetUs(zone), isLocal: false };
}

function readEpoch(digits: string, fraction: string) {
  const unitUs = { 10: 1_000_000, 13: 1000, 16: 1, 19: 0.001 }[digits.length] ?? 1;
  const timeUs = Math.floor(Number(digits) * unitUs) + Math.floor(Number(`0.${fraction || "0"}`) * unitUs);
  return { timeUs, isLocal: false };
}

function readDay(groups: Record<string, string | undefined>, dayOrder: DayOrder) {
  const year = fullYear(groups.year ?? "1");
  if (groups.one !== undefined) {
    const [day, month] = dayOrder === "day-first" ? [groups.one, groups.two] : [groups.two, groups.one];
    return { year, month: Number(month), day: Number(day) };
  }
  if (groups.day === undefined) return null;
  const month = groups.monthName === undefined ? Number(groups.month) : MONTHS.indexOf(groups.monthName) + 1;
  return { year, month, day: Number(groups.day) };
}

function fullYear(text: string): number {
  const year = Number(text);
  return text.length !== 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

function hourOf(hour: number, meridiem: string | undefined): number {
  if (meridiem === undefined) return hour;
  return (hour % 12) + (/p/i.test(meridiem) ? 12 : 0);
}

type Civil = Parameters<typeof civilTimeUs>[0];

/** Logs are not from the future: the latest year in which the date is not after `latestUs`. */
function latestYear(time: Civil, latestUs: number): number | null {
  const year = new Date(latestUs / 1000).getUTCFullYear();
  // 29 February may be up to eight years back.
  for (let back = 0; back <= 8; back++) {
    const timeUs = civilTimeUs({ ...time, year: year - back });
    if (timeUs !== null && timeUs <= latestUs) return timeUs;
  }
  return null;
}
