import type { FormatSettings } from "#lib/formats/format.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { jsonTime } from "./json-time.ts";

/** Whether the records of a JSON log say their own zone: epoch numbers and ISO times with an offset do. */
export function jsonZone(objects: readonly JsonObject[]): FormatSettings {
  const times = objects
    .map(({ timestamp, time }) => jsonTime(timestamp) ?? jsonTime(time))
    .filter((time) => time !== null);
  return times.length > 0 && times.every(({ isLocal }) => !isLocal) ? { hasRecordZone: true } : {};
}
