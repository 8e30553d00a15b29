import {
  Z_BUF_ERROR,
  type Z_CallStatus,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  ZStream,
  zlibInflate,
  zlibInflateEnd,
  zlibInflateInit2,
} from "pako";
import { crc32 } from "./crc32.ts";
import type { InflatePort, Inflater } from "./inflater.ts";
import { createPortableZstdDecoder } from "./portable-zstd.ts";

/**
 * zlib in plain JavaScript: the same result in every runtime. DecompressionStream can't be used because it does not
 * tell where a gzip member ends, and runtimes differ in what they do with the bytes after it.
 */
export const portableInflate: InflatePort = {
  createInflater: createPortableInflater,
  createZstdDecoder: createPortableZstdDecoder,
  crc32,
};

const OUTPUT_BYTES = 65_536;
/** Negative: raw deflate data without zlib's header. */
const RAW_WINDOW_BITS = -15;

function createPortableInflater(): Inflater {
  const stream = new ZStream();
  zlibInflateInit2(stream, RAW_WINDOW_BITS);
  return {
    push(bytes) {
      const output: Uint8Array[] = [];
      stream.input = bytes;
      stream.next_in = 0;
      stream.avail_in = bytes.length;
      let status: Z_CallStatus = Z_OK;
      do {
        stream.output = new Uint8Array(OUTPUT_BYTES);
        stream.next_out = 0;
        stream.avail_out = OUTPUT_BYTES;
        status = zlibInflate(stream, Z_NO_FLUSH);
        if (stream.next_out > 0) output.push(stream.output.subarray(0, stream.next_out));
      } while (status === Z_OK && (stream.avail_in > 0 || stream.avail_out === 0));
      // Z_BUF_ERROR only says that there was nothing left to do.
      const isSound = status === Z_OK || status === Z_STREAM_END || status === Z_BUF_ERROR;
      return {
        output,
        usedBytes: bytes.length - stream.avail_in,
        isEnd: status === Z_STREAM_END,
        damage: isSound ? undefined : stream.msg || `zlib error ${status}`,
      };
    },
    close: () => void zlibInflateEnd(stream),
  };
}
