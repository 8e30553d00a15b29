import type { ByteSource } from "#lib/streams/byte-source.ts";

/** So often at most; far more often than the sweep's patience. */
const BEAT_MS = 5000;

/**
 * A source that gives a sign of life while bytes come from it: finding a checkpoint in a long compressed file, or reading
 * it once more to verify it, stores nothing for a while but is no silence. A beat that fails is no reason to stop.
 */
export function beatingSource(source: ByteSource, now: () => number, beat: () => Promise<unknown>): ByteSource {
  let beatAtMs = now();
  return {
    sizeBytes: source.sizeBytes,
    async *open(offsetBytes) {
      for await (const bytes of source.open(offsetBytes)) {
        if (now() - beatAtMs >= BEAT_MS) {
          beatAtMs = now();
          beat().catch(() => {});
        }
        yield bytes;
      }
    },
  };
}
