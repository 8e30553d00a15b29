const WINDOW_MS = 5000;

/** Bytes per second over the last five seconds; null until there are two samples. Restarts when the count falls. */
export function createTransferRate(): (bytes: number, nowMs: number) => number | null {
  let samples: { bytes: number; atMs: number }[] = [];
  return (bytes, nowMs) => {
    if (bytes < (samples.at(-1)?.bytes ?? 0)) samples = [];
    samples.push({ bytes, atMs: nowMs });
    const recent = samples.findIndex((sample) => sample.atMs >= nowMs - WINDOW_MS);
    // One sample older than the window stays, so that a slow line has a rate as well.
    samples = samples.slice(Math.max(0, recent - 1));
    const first = samples[0];
    if (!first || nowMs - first.atMs < 200) return null;
    return ((bytes - first.bytes) / (nowMs - first.atMs)) * 1000;
  };
}
