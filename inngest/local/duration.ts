const UNIT_MS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Milliseconds from now that a sleep or timeout lasts. The SDK writes durations as "1d2h30m10s" (nothing at all for
 * zero) and points in time as ISO dates. Null when the text is neither.
 */
export function durationMs(text: string, nowMs: number): number | null {
  if (text === "") return 0;
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) {
    const untilMs = Date.parse(text);
    return Number.isNaN(untilMs) ? null : Math.max(0, untilMs - nowMs);
  }
  if (!/^(\d+(\.\d+)?(ms|[smhdw]))+$/.test(text)) return null;
  let totalMs = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)) {
    totalMs += Number(amount) * (UNIT_MS[unit ?? ""] ?? 0);
  }
  return totalMs;
}
