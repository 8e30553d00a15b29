import type { SliceRange } from "../_components/queue-address.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** A slice's start as the axis says it: "14:05", with the day where the range has several. */
export function sliceClock(atMs: number, { zone, range }: { zone: string; range: SliceRange }): string {
  const key = `${zone} ${range}`;
  const known =
    formats.get(key) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      ...(range === "7d" ? { day: "numeric", month: "short" } : {}),
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  formats.set(key, known);
  return known.format(atMs);
}
