const UNITS_MS: Record<string, number> = { ms: 1, s: 1000, "": 1000, min: 60_000, m: 60_000, h: 3_600_000 };

/** A span as typed ("500 ms", "2", "2 s", "5 min", "1 h") in ms; null = "none"; undefined = not a span. */
export function parseWait(text: string): number | null | undefined {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "" || trimmed === "none") return null;
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|)$/.exec(trimmed);
  const unitMs = match === null ? undefined : UNITS_MS[match[2] ?? ""];
  return match === null || unitMs === undefined ? undefined : Math.round(Number(match[1]) * unitMs);
}
