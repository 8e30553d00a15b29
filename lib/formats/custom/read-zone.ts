const ZONE = /Z|UTC|GMT|[+-]\d\d(?::?\d\d)?/y;

/** The zone that stands in a text at `at`: microseconds east of UTC, and where it ends. Names other than UTC's mean nothing certain. */
export function readZone(text: string, at: number): { offsetUs: number; end: number } | null {
  ZONE.lastIndex = at;
  const zone = ZONE.exec(text)?.[0];
  if (zone === undefined) return null;
  if (!/^[+-]/.test(zone)) return { offsetUs: 0, end: at + zone.length };
  const minutes = Number(zone.slice(1, 3)) * 60 + (zone.length > 3 ? Number(zone.slice(-2)) : 0);
  if (minutes > 18 * 60) return null;
  return { offsetUs: (zone.startsWith("-") ? -minutes : minutes) * 60_000_000, end: at + zone.length };
}
