import { crc32, createInflateRaw, createZstdDecompress } from "node:zlib";
import type { Inflated, InflatePort, ZstdDecoder } from "#lib/streams/inflater.ts";

/** Much at a time, so that zlib works on while the main thread is busy with the last output. */
const OUTPUT_BYTES = 1024 * 1024;

/** The inflate port on Node's zlib: works off the main thread and several times faster than the portable one. */
export const nodeInflate: InflatePort = {
  createZstdDecoder: createNodeZstdDecoder,
  crc32: (bytes, previous) => crc32(bytes, previous),
  createInflater() {
    const inflate = createInflateRaw({ chunkSize: OUTPUT_BYTES });
    let output: Uint8Array[] = [];
    let settle: ((result: { error: Error } | { isEnd: boolean }) => void) | null = null;
    inflate.on("data", (bytes: Uint8Array) => output.push(bytes));
    inflate.on("error", (error) => settle?.({ error }));
    inflate.on("end", () => settle?.({ isEnd: true }));
    return {
      async push(bytes): Promise<Inflated> {
        const usedBefore = inflate.bytesWritten;
        const result = await new Promise<{ error: Error } | { isEnd: boolean }>((resolve) => {
          settle = resolve;
          inflate.write(bytes, () => resolve({ isEnd: false }));
        });
        const taken = output;
        output = [];
        return {
          output: taken,
          usedBytes: inflate.bytesWritten - usedBefore,
          isEnd: "isEnd" in result && result.isEnd,
          damage: "error" in result ? result.error.message : undefined,
        };
      },
      close: () => inflate.destroy(),
    };
  },
};

/** Faster than the portable one, and refuses at once what would keep that one busy for seconds a block. */
function createNodeZstdDecoder(): ZstdDecoder {
  const zstd = createZstdDecompress({ chunkSize: OUTPUT_BYTES });
  let output: Uint8Array[] = [];
  let failure: Error | null = null;
  let onFailure: (() => void) | null = null;
  zstd.on("data", (bytes: Uint8Array) => output.push(bytes));
  zstd.on("error", (error) => {
    failure = error;
    onFailure?.();
  });
  const settled = async (work: (done: () => void) => void) => {
    await new Promise<void>((resolve) => {
      onFailure = resolve;
      if (failure === null) work(resolve);
      else resolve();
    });
    const taken = output;
    output = [];
    if (failure !== null && taken.length === 0) throw failure;
    return taken;
  };
  return {
    push: (bytes) => settled((done) => zstd.write(bytes, () => done())),
    async end(checksum) {
      await settled((done) => {
        zstd.once("end", done);
        zstd.end(checksum ?? undefined);
      });
    },
    close: () => zstd.destroy(),
  };
}
