import type { AlertItem } from "#lib/queries/list-alerts.ts";

/** One stop on the way of a line to its alert. */
export interface DelayStep {
  label: "Line written" | "Arrived" | "Reading began" | "Alert";
  atMs: number;
  /** Since the step before; null when that is not known or says nothing, as of a log that was sent days later. */
  tookMs: number | null;
}

/** Longer than this after it was written, a line was not sent by something that watches. */
const WATCHED_MS = 10 * 60_000;

/** The steps that are known, in order. */
export function delaySteps({ line, file, createdAtMs }: Pick<AlertItem, "line" | "file" | "createdAtMs">): DelayStep[] {
  const times: [DelayStep["label"], number | null][] = [
    ["Line written", line?.timestampUs == null ? null : line.timestampUs / 1000],
    ["Arrived", file?.arrivedAtMs ?? null],
    ["Reading began", file?.startedAtMs ?? null],
    ["Alert", createdAtMs],
  ];
  const steps: DelayStep[] = [];
  for (const [label, atMs] of times) {
    if (atMs === null) continue;
    const before = steps.at(-1);
    const tookMs = before ? atMs - before.atMs : null;
    const isTold = tookMs !== null && tookMs >= 0 && (before?.label !== "Line written" || tookMs <= WATCHED_MS);
    steps.push({ label, atMs, tookMs: isTold ? tookMs : null });
  }
  return steps;
}

/** From the upload's end to the alert; null when the end of the upload is not known. */
export function sinceArrivalMs({ file, createdAtMs }: Pick<AlertItem, "file" | "createdAtMs">): number | null {
  return file?.arrivedAtMs == null ? null : Math.max(0, createdAtMs - file.arrivedAtMs);
}
