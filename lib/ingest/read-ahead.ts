import { promisify } from "node:util";
import { constants, zstdCompress } from "node:zlib";
import type { RecordBatch, RecordReader } from "#lib/parse/open-reader.ts";

/** A batch with its bytes on their way to being a chunk. */
export interface ReadyBatch {
  batch: RecordBatch;
  /** zstd of the batch's bytes. */
  compressed: Promise<Uint8Array>;
}

export interface ReadAhead {
  /** The next batch, or null at the end; throws as the reader does, after everything readable was given. */
  next(): Promise<ReadyBatch | null>;
}

const compress = promisify(zstdCompress);
// Measured on 1 MiB of JSON logs: level 1 packs as tight as 2 and 3 do and is the fastest.
const COMPRESSION = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Reads and compresses up to `batches` ahead while the caller stores: parsing and the database work at the same time. */
export function readAhead(reader: RecordReader, batches: number): ReadAhead {
  const ready: Promise<ReadyBatch | null>[] = [];
  let last: Promise<ReadyBatch | null> | null = null;
  const fill = () => {
    while (ready.length < batches) {
      last = last === null ? read(reader) : last.then((before) => (before === null ? null : read(reader)));
      // Whoever takes it sees the error; until then it is nobody's.
      last.catch(() => {});
      ready.push(last);
    }
  };
  return {
    async next() {
      fill();
      const next = ready.shift();
      fill();
      return (await next) ?? null;
    },
  };
}

async function read(reader: RecordReader): Promise<ReadyBatch | null> {
  const batch = await reader.next();
  if (batch === null) return null;
  const compressed = compress(batch.bytes, COMPRESSION);
  compressed.catch(() => {});
  return { batch, compressed };
}
