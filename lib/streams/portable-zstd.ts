import { Decompress } from "fzstd";
import type { ZstdDecoder } from "./inflater.ts";
import { XxHash } from "./xx-hash.ts";

/** So many bytes the decoder wants to see before it begins with a frame. */
const BEGINS_WITH_BYTES = 18;

/** zstd in plain JavaScript; the checksum is ours. */
export function createPortableZstdDecoder(): ZstdDecoder {
  const hash = new XxHash();
  let output: Uint8Array[] = [];
  const decoder = new Decompress((bytes) => {
    if (bytes.length === 0) return;
    hash.update(bytes);
    output.push(bytes.slice());
  });
  /** What came before the decoder begins. */
  let pending: Uint8Array[] | null = [];
  let failure: unknown = null;
  const decode = (parts: readonly Uint8Array[]): Uint8Array[] => {
    if (failure !== null) throw failure;
    try {
      for (const bytes of parts) decoder.push(bytes);
    } catch (error) {
      // What came before it is given first.
      failure = error;
      if (output.length === 0) throw error;
    }
    const decoded = output;
    output = [];
    return decoded;
  };
  return {
    push(bytes, isLast) {
      if (pending === null) return decode([bytes]);
      pending.push(bytes);
      const missing = BEGINS_WITH_BYTES - pending.reduce((sum, { length }) => sum + length, 0);
      if (missing > 0 && !isLast) return [];
      // Padded, a short frame is read too; what is behind its last block is never looked at.
      const parts = missing > 0 ? [...pending, new Uint8Array(missing)] : pending;
      pending = null;
      return decode(parts);
    },
    end(checksum) {
      if (failure !== null) throw failure;
      if (checksum === null) return;
      const told = new DataView(checksum.buffer, checksum.byteOffset).getUint32(0, true);
      if (told !== hash.digest32()) throw new Error("its checksum does not match");
    },
    close: () => {},
  };
}
