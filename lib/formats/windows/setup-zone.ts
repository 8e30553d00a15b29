import { civilTimeUs } from "#lib/formats/civil-time.ts";
import type { FormatSettings, TextSample } from "#lib/formats/format.ts";
import { stampUs } from "./stamp-time.ts";

const LOCAL = String.raw`^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d), [A-Za-z]{4,8} +C[BS][SI] +`;
const SERVICING = new RegExp(`${LOCAL}Universal Time is: (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)`, "gm");
const COMPONENT_STORE = new RegExp(
  `${LOCAL}[0-9a-f]{8}@(\\d{4})/(\\d\\d?)/(\\d\\d?):(\\d\\d):(\\d\\d):(\\d\\d)\\.`,
  "gm",
);
const MINUTE_US = 60_000_000;
const QUARTER_MINUTES = 15;
const MAX_OFFSET_MINUTES = 14 * 60;

/**
 * The zone of a servicing log's local times: its lines "Universal Time is: ..." and "00000001@2026/11/18:07:14:02.1"
 * say the same moment in UTC. When they differ, as after a change of clocks, there is no one offset.
 */
export function setupZone(sample: TextSample): FormatSettings {
  const text = `${sample.head}\n${sample.tail ?? ""}`;
  const offsets = new Set([...servicingOffsets(text), ...storeOffsets(text)].filter((offset) => offset !== null));
  const [offsetMinutes] = offsets;
  if (offsetMinutes === undefined) return {};
  if (offsets.size > 1) {
    return { notes: ["The clock's distance from UTC changes within the log, so its own UTC times give no one zone."] };
  }
  const reason = "Lines of the log say the same moment in local time and in UTC.";
  return { timeZone: { source: "evidence", offsetMinutes, reason } };
}

function* servicingOffsets(text: string): Generator<number | null> {
  for (const [, local = "", utc = ""] of text.matchAll(SERVICING)) yield offsetMinutesOf(stampUs(local), stampUs(utc));
}

function* storeOffsets(text: string): Generator<number | null> {
  for (const [, local = "", ...utc] of text.matchAll(COMPONENT_STORE)) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = utc.map(Number);
    yield offsetMinutesOf(stampUs(local), civilTimeUs({ year, month, day, hour, minute, second }));
  }
}

/** Zones lie on quarters of an hour; what is a minute and more beside one is no offset but a delayed line. */
function offsetMinutesOf(localUs: number | null, utcUs: number | null): number | null {
  if (localUs === null || utcUs === null) return null;
  const minutes = (localUs - utcUs) / MINUTE_US;
  const quarter = Math.round(minutes / QUARTER_MINUTES) * QUARTER_MINUTES;
  return Math.abs(minutes - quarter) < 1 && Math.abs(quarter) <= MAX_OFFSET_MINUTES ? quarter : null;
}
