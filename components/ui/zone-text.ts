export const ZONE_COOKIE = "sluice-zone";

/** "UTC+01:00" for a zone at a point in time. */
export function zoneOffsetText(zone: string, atMs: number): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(atMs);
  const offset = (parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT").replace("GMT", "UTC");
  // Runtimes disagree on writing a zero offset.
  return offset === "UTC+00:00" ? "UTC" : offset;
}

/** `zone` when this runtime knows it, else UTC: cookies can hold anything. */
export function knownZone(zone: string | undefined): string {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone ?? "UTC" }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
