import { isoTime } from "#lib/formats/iso-time.ts";
import type { Json } from "#lib/model/json.ts";

export interface JsonTime {
  timeUs: number;
  isLocal: boolean;
}

/** Reads epoch seconds, milliseconds, microseconds or nanoseconds (told apart by size), or ISO 8601; else null. */
export function jsonTime(value: Json | undefined): JsonTime | null {
  if (typeof value === "number") return epochTime(value);
  if (typeof value !== "string") return null;
  return isoTime(value) ?? (/^\d{9,19}(\.\d+)?$/.test(value) ? epochTime(Number(value)) : null);
}

/** Seconds until the year 5138, milliseconds from 1973 on. */
function epochTime(value: number): JsonTime | null {
  if (!Number.isFinite(value)) return null;
  const size = Math.abs(value);
  const perUnitUs = size < 1e11 ? 1_000_000 : size < 1e14 ? 1000 : size < 1e17 ? 1 : 0.001;
  return { timeUs: Math.round(value * perUnitUs), isLocal: false };
}
