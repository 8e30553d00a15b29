// Postgres reaches further than JavaScript's Date to the future and less far to the past: 4714-11-24 BC.
const EARLIEST_US = -210_866_803_200_000_000;
const LATEST_US = 8_640_000_000_000_000_000;

/** Whole microseconds that a timestamptz column and a Date can both hold, or null. 1601 and 2099 pass. */
export function storableTimeUs(timeUs: number | null | undefined): number | null {
  if (timeUs === null || timeUs === undefined) return null;
  return timeUs >= EARLIEST_US && timeUs <= LATEST_US ? Math.trunc(timeUs) : null;
}

/** A value of an integer column, or null when it does not fit; the original is in the chunk. */
export function storableInt32(value: number | undefined): number | null {
  return value !== undefined && (value | 0) === value ? value : null;
}

/** A value of a smallint column, or null when it does not fit. */
export function storableInt16(value: number | undefined): number | null {
  return value !== undefined && (value << 16) >> 16 === value ? value : null;
}

/** A value of a real column, rounded as that column rounds it, or null when it does not fit. */
export function storableFloat32(value: number | undefined): number | null {
  if (value === undefined) return null;
  const rounded = Math.fround(value);
  return Number.isFinite(rounded) ? rounded : null;
}
