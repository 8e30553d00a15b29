const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Spans that people halve without thinking. */
const TOPS = [
  ...[0.2, 0.4, 1, 2, 4, 10, 20, 40].map((seconds) => seconds * SECOND),
  ...[1, 2, 4, 10, 20, 40].map((minutes) => minutes * MINUTE),
  ...[1, 2, 4, 8, 12, 24].map((hours) => hours * HOUR),
];

/** The two grid lines of a chart of durations, in ms; whole days above the last of them. */
export function durationScale(largestMs: number): { top: number; ticks: number[] } {
  const top = TOPS.find((one) => one >= largestMs) ?? Math.ceil(largestMs / (48 * HOUR)) * 48 * HOUR;
  return { top, ticks: [top / 2, top] };
}
