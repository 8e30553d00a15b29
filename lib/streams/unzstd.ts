import { damagedData, foreignDataAfter, refusedData, truncatedData } from "./damaged-data.ts";
import { GatheredBytes } from "./gathered-bytes.ts";
import type { InflatePort } from "./inflater.ts";

const MAGIC = 0xfd2fb528;
/** What `zstd --long` needs at most when it is told no number (RFC 8878 wants 8 MiB to be supported). */
const MAX_WINDOW_BYTES = 128 * 1024 * 1024;
/** A block's content has at most 128 KiB (RFC 8878, 3.1.1.2.4). */
const MAX_BLOCK_BYTES = 128 * 1024;

/** True when the bytes start as a zstd frame, or a skippable one, does. */
export function isZstd(head: Uint8Array): boolean {
  return head.length >= 4 && (uint32(head, 0) === MAGIC || isSkippable(uint32(head, 0)));
}

/**
 * Decompresses zstd (RFC 8878) of one or more frames; skippable frames are passed over. The frames are told apart
 * here, so that the decoder sees one of known limits at a time.
 * Throws UnreadableContentError, after everything readable was yielded; its `byteOffset` counts compressed bytes.
 */
export async function* unzstd(compressed: AsyncIterable<Uint8Array>, port: InflatePort): AsyncGenerator<Uint8Array> {
  const input = new GatheredBytes(compressed);
  try {
    for (;;) {
      const start = await input.peek(4);
      if (start.length === 0) return;
      if (!isZstd(start)) {
        throw start.length < 4 ? truncatedData("zstd", input.position) : foreignDataAfter("zstd", input.position);
      }
      if (uint32(start, 0) === MAGIC) yield* frame(input, port);
      else await skipFrame(input);
    }
  } finally {
    await input.close();
  }
}

async function* frame(input: GatheredBytes, port: InflatePort): AsyncGenerator<Uint8Array> {
  const header = await frameHeader(input);
  const decoder = port.createZstdDecoder();
  try {
    await decoded(() => decoder.push(header.bytes, false), input.position);
    for (let isLast = false; !isLast; ) {
      const blockStart = input.position;
      const block = await takeBlock(input, header.windowBytes);
      isLast = block.isLast;
      yield* await decoded(() => decoder.push(block.bytes, isLast), blockStart);
    }
    const at = input.position;
    const checksum = header.hasChecksum ? await input.take(4) : null;
    if (header.hasChecksum && checksum === null) throw truncatedData("zstd", await endOf(input));
    await decoded(() => decoder.end(checksum), at);
  } finally {
    decoder.close();
  }
}

async function decoded<T>(decode: () => Promise<T> | T, byteOffset: number): Promise<T> {
  try {
    return await decode();
  } catch (error) {
    throw damagedData("zstd", byteOffset, error instanceof Error ? error.message : "not decodable");
  }
}

async function frameHeader(input: GatheredBytes) {
  const fixed = await input.peek(6);
  if (fixed.length < 6) throw truncatedData("zstd", input.position + fixed.length);
  const flags = fixed[4] ?? 0;
  const isSingleSegment = (flags & 32) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][flags & 3] ?? 0;
  const sizeBytes = flags >> 6 === 0 ? (isSingleSegment ? 1 : 0) : 1 << (flags >> 6);
  const length = 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes + sizeBytes;
  const startedAt = input.position;
  const bytes = await input.take(length);
  if (bytes === null) throw truncatedData("zstd", await endOf(input));
  if (flags & 8) throw damagedData("zstd", startedAt, "a reserved bit is set");
  const dictionary = bytes.subarray(length - sizeBytes - dictionaryBytes, length - sizeBytes);
  if (dictionary.some((byte) => byte !== 0)) throw refusedData("zstd", startedAt, "needs a dictionary");
  const windowBytes = isSingleSegment ? contentSize(bytes.subarray(length - sizeBytes)) : windowSize(bytes[5] ?? 0);
  if (windowBytes > MAX_WINDOW_BYTES) {
    throw refusedData("zstd", startedAt, `needs a window of more than ${MAX_WINDOW_BYTES / 1024 ** 2} MiB`);
  }
  return { bytes, windowBytes, hasChecksum: (flags & 4) !== 0 };
}

/** One block with its header, as the decoder wants it. */
async function takeBlock(input: GatheredBytes, windowBytes: number): Promise<{ bytes: Uint8Array; isLast: boolean }> {
  const startedAt = input.position;
  const head = await input.peek(3);
  if (head.length < 3) throw truncatedData("zstd", input.position + head.length);
  const value = (head[0] ?? 0) + ((head[1] ?? 0) << 8) + ((head[2] ?? 0) << 16);
  const kind = (value >> 1) & 3;
  const size = value >> 3;
  if (kind === 3) throw damagedData("zstd", startedAt, "a block of no known kind");
  if (size > Math.max(Math.min(MAX_BLOCK_BYTES, windowBytes), kind === 2 ? 3 : 0)) {
    throw damagedData("zstd", startedAt, "a block that is too long");
  }
  const bytes = await input.take(3 + (kind === 1 ? 1 : size));
  if (bytes === null) throw truncatedData("zstd", await endOf(input));
  return { bytes, isLast: (value & 1) === 1 };
}

async function skipFrame(input: GatheredBytes): Promise<void> {
  const head = await input.take(8);
  if (head === null) throw truncatedData("zstd", await endOf(input));
  if (!(await input.skip(uint32(head, 4)))) throw truncatedData("zstd", input.position);
}

async function endOf(input: GatheredBytes): Promise<number> {
  return input.position + (await input.peek(1)).length;
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function contentSize(bytes: Uint8Array): number {
  const value = bytes.reduce((sum, byte, index) => sum + byte * 256 ** index, 0);
  return bytes.length === 2 ? value + 256 : value;
}

function isSkippable(magic: number): boolean {
  return magic >= 0x184d2a50 && magic <= 0x184d2a5f;
}

function uint32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  );
}
