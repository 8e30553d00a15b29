/** The zone in which the last page showed its times; the server can't know the browser's. */
export const ZONE_COOKIE = "sluice-zone";

/** The zone that the person chose; none = the browser's. */
export const ZONE_CHOICE_COOKIE = "sluice-zone-choice";

/** "UTC+01:00" for a zone at a point in time. */
export function zoneOffsetText(zone: string, atMs: number): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(atMs);
  const offset = (parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT").replace("GMT", "UTC");
  // Runtimes disagree on writing a zero offset.
  return offset === "UTC+00:00" ? "UTC" : offset;
}

/** `zone` when this runtime knows it, else UTC: cookies can hold anything. */
export function knownZone(zone: string | undefined): string {
  return knownZoneOrNull(zone) ?? "UTC";
}

/** `zone` when this runtime knows it, else null. */
export function knownZoneOrNull(zone: string | undefined): string | null {
  if (!zone) return null;
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
