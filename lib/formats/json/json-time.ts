import { isoTime } from "#lib/formats/iso-time.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { isObject } from "./json-http.ts";
import { writtenTime } from "./written-time.ts";

export interface JsonTime {
  timeUs: number;
  isLocal: boolean;
}

/**
 * Reads epoch seconds, milliseconds, microseconds or nanoseconds (told apart by size), ISO 8601, what languages write when
 * they are not asked for it, or an object of a time's parts; else null.
 */
export function jsonTime(value: Json | undefined): JsonTime | null {
  if (typeof value === "number") return epochTime(value);
  if (typeof value === "string") {
    return isoTime(value) ?? (/^\d{9,19}(\.\d+)?$/.test(value) ? epochTime(Number(value)) : writtenTime(value));
  }
  return isObject(value) ? timeOfParts(value) : null;
}

/** MongoDB's extended JSON, Java's Instant in Log4j 2's JsonLayout, protobuf's Timestamp, PHP's DateTime. */
function timeOfParts(parts: JsonObject): JsonTime | null {
  const { $date: date, $numberLong: milliseconds } = parts;
  if (date !== undefined) return jsonTime(date);
  if (typeof milliseconds === "string") return jsonTime(Number(milliseconds));
  const seconds = parts.epochSecond ?? parts.seconds;
  if (typeof seconds === "number") {
    const nanos = Number(parts.nanoOfSecond ?? parts.nanos ?? 0);
    return nanos >= 0 && nanos < 1e9
      ? { timeUs: seconds * 1_000_000 + Math.floor(nanos / 1000), isLocal: false }
      : null;
  }
  const { date: written, timezone: zone } = parts;
  if (typeof written !== "string" || typeof zone !== "string") return null;
  return isoTime(`${written}${zone === "UTC" ? "Z" : zone}`) ?? isoTime(written);
}

/** Seconds until the year 5138, milliseconds from 1973 on. */
function epochTime(value: number): JsonTime | null {
  if (!Number.isFinite(value)) return null;
  const size = Math.abs(value);
  const perUnitUs = size < 1e11 ? 1_000_000 : size < 1e14 ? 1000 : size < 1e17 ? 1 : 0.001;
  return { timeUs: Math.round(value * perUnitUs), isLocal: false };
}
