import { createHash } from "node:crypto";
import type { ByteSource } from "#lib/streams/byte-source.ts";

export interface SourceDigest {
  /** Lower-case hex. */
  sha256: string;
  sizeBytes: number;
}

/** A source that also tells what it gave, once one of its readings went from the first byte to the last. */
export interface HashingSource extends ByteSource {
  digest(): SourceDigest | null;
}

/** Hashes on the way, so that verifying a file costs no second reading. */
export function hashingSource(source: ByteSource): HashingSource {
  let complete: SourceDigest | null = null;
  return {
    sizeBytes: source.sizeBytes,
    digest: () => complete,
    async *open(offsetBytes) {
      if (offsetBytes > 0) {
        yield* source.open(offsetBytes);
        return;
      }
      const hash = createHash("sha256");
      let sizeBytes = 0;
      for await (const bytes of source.open(0)) {
        hash.update(bytes);
        sizeBytes += bytes.length;
        yield bytes;
      }
      complete = { sha256: hash.digest("hex"), sizeBytes };
    },
  };
}
