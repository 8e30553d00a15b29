import { crc32 } from "./crc32.ts";
import { damagedData, foreignDataAfter, refusedData, truncatedData } from "./damaged-data.ts";
import { GatheredBytes } from "./gathered-bytes.ts";
import { MalformedLzma } from "./lzma-decoder.ts";
import { lzma2Chunks } from "./lzma2-chunks.ts";
import { readVarint, type XzBlock, xzBlock } from "./xz-block.ts";
import { checkBytesOf, type XzCheck, xzCheck } from "./xz-check.ts";

const MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0] as const;
const HEADER_BYTES = 12;
/** An index of this size stands for 100,000 blocks or more. */
const MAX_INDEX_BYTES = 1024 * 1024;

/** True when the bytes start as an xz stream does. */
export function isXz(head: Uint8Array): boolean {
  return MAGIC.every((byte, index) => head[index] === byte);
}

/**
 * Decompresses xz (the .xz file format 1.2.1) of one or more streams with padding between them; only LZMA2 without
 * further filters, which is what xz makes of logs. Every check but SHA-256 is verified.
 * Throws UnreadableContentError, after everything readable was yielded; its `byteOffset` counts compressed bytes.
 */
export async function* unxz(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = new GatheredBytes(compressed);
  try {
    for (let stream = 1; ; stream++) {
      const start = await input.peek(HEADER_BYTES);
      if (stream > 1 && start.length === 0) return;
      if (stream > 1 && (await skipPadding(input))) continue;
      if (!isXz(start)) throw foreignDataAfter("xz", input.position);
      yield* streamOf(input);
    }
  } catch (error) {
    if (!(error instanceof MalformedLzma)) throw error;
    throw damagedData("xz", input.position, error.message);
  } finally {
    await input.close();
  }
}

/** Zeros between streams, four at a time. */
async function skipPadding(input: GatheredBytes): Promise<boolean> {
  const bytes = await input.peek(4);
  if (bytes.length < 4 || bytes.subarray(0, 4).some((byte) => byte !== 0)) return false;
  input.skipPeeked(4);
  return true;
}

async function* streamOf(input: GatheredBytes): AsyncGenerator<Uint8Array> {
  const at = input.position;
  const header = await required(input, HEADER_BYTES);
  const flags = header.subarray(6, 8);
  if (crc32(flags, 0) !== uint32(header, 8)) throw damagedData("xz", at, "the checksum of its header does not match");
  const checkBytes = checkBytesOf(flags[1] ?? 0);
  if (flags[0] !== 0 || (flags[1] ?? 0) > 15) throw refusedData("xz", at, "is of a later version of the format");
  for (;;) {
    const [size = 0] = await required(input, 1);
    if (size === 0) break;
    const bytes = await required(input, (size + 1) * 4 - 1);
    const block = xzBlock(Uint8Array.of(size, ...bytes), input.position - bytes.length - 1);
    yield* blockOf(input, { block, check: xzCheck(flags[1] ?? 0), checkBytes });
  }
  await skipIndex(input);
  const footer = await required(input, HEADER_BYTES);
  if (footer[10] !== 0x59 || footer[11] !== 0x5a || crc32(footer.subarray(4, 10), 0) !== uint32(footer, 0)) {
    throw damagedData("xz", input.position - HEADER_BYTES, "its footer is not one");
  }
}

async function* blockOf(
  input: GatheredBytes,
  { block, check, checkBytes }: { block: XzBlock; check: XzCheck; checkBytes: number },
): AsyncGenerator<Uint8Array> {
  const startedAt = input.position;
  let sizeBytes = 0;
  for await (const bytes of lzma2Chunks(input, block.dictionaryBytes)) {
    sizeBytes += bytes.length;
    check.update(bytes);
    yield bytes;
  }
  const packedBytes = input.position - startedAt;
  const padding = await required(input, (4 - (packedBytes % 4)) % 4);
  const isWrong = (told: number | null, found: number) => told !== null && told !== found;
  if (isWrong(block.packedBytes, packedBytes) || isWrong(block.sizeBytes, sizeBytes) || padding.some((byte) => byte)) {
    throw damagedData("xz", input.position, "a block's length does not match");
  }
  const at = input.position;
  if (!check.matches(await required(input, checkBytes))) throw damagedData("xz", at, "its checksum does not match");
}

/** Passes over the index behind its first zero, which says again how long the blocks were. */
async function skipIndex(input: GatheredBytes): Promise<void> {
  const at = input.position - 1;
  let length = 1;
  const next = async () => {
    if (++length > MAX_INDEX_BYTES) throw damagedData("xz", at, "its index is too long");
    return (await required(input, 1))[0] ?? 0;
  };
  const records = await readVarint(next, at);
  for (let i = 0; i < records * 2; i++) await readVarint(next, at);
  await required(input, (4 - (length % 4)) % 4);
  await required(input, 4);
}

async function required(input: GatheredBytes, count: number): Promise<Uint8Array> {
  const bytes = await input.take(count);
  if (bytes === null) throw truncatedData("xz", input.position + (await input.peek(count)).length);
  return bytes;
}

function uint32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  );
}
