import { decodeBzip2Block, MalformedBlock } from "./bzip2-block.ts";
import { damagedData, foreignDataAfter, truncatedData } from "./damaged-data.ts";
import { GatheredBytes } from "./gathered-bytes.ts";
import { MsbBits } from "./msb-bits.ts";

/** A block of 100 kB per level has at most this much compressed: 20 bits a symbol and its tables. */
const BLOCK_BYTES_PER_LEVEL = 256 * 1024;
const OUTPUT_BYTES = 256 * 1024;
const BLOCK_UNIT_BYTES = 100_000;

const BLOCK_MAGIC = [0x314159, 0x265359] as const;
const END_MAGIC = [0x177245, 0x385090] as const;

/** True when the bytes (10 are enough) start as a bzip2 stream does. */
export function isBzip2(head: Uint8Array): boolean {
  const isSigned = head[0] === 0x42 && head[1] === 0x5a && head[2] === 0x68 && levelOf(head) !== null;
  return (
    isSigned && [BLOCK_MAGIC, END_MAGIC].some(([high, low]) => high === uint24(head, 4) && low === uint24(head, 7))
  );
}

/**
 * Decompresses bzip2 of one or more streams, a block (at most 900 kB before run lengths) at a time.
 * Throws UnreadableContentError, after every whole block before the damage was yielded; `byteOffset` counts compressed bytes.
 */
export async function* bunzip2(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = new GatheredBytes(compressed);
  // Kept from stream to stream: a file may have very many tiny ones.
  let scratch = new Uint32Array(0);
  try {
    for (let stream = 1; ; stream++) {
      const head = await input.peek(10);
      if (head.length === 0 && stream > 1) return;
      if (stream > 1 && !isBzip2(head)) {
        throw foreignDataAfter("bzip2", input.position);
      }
      const level = levelOf(head);
      if (level === null) throw damagedData("bzip2", input.position, "its header is not one");
      if (scratch.length !== level * BLOCK_UNIT_BYTES) scratch = new Uint32Array(level * BLOCK_UNIT_BYTES);
      yield* streamOf(input, level, scratch);
    }
  } finally {
    await input.close();
  }
}

async function* streamOf(input: GatheredBytes, level: number, scratch: Uint32Array): AsyncGenerator<Uint8Array> {
  let bitOffset = 32;
  let combinedCrc = 0;
  for (;;) {
    const bytes = await input.peek(Math.max(level * BLOCK_BYTES_PER_LEVEL, 16));
    const bits = new MsbBits(bytes, bitOffset);
    const magic = [bits.read(24), bits.read(24)];
    const crc = ((bits.read(16) << 16) | bits.read(16)) >>> 0;
    if (bits.isOver) throw truncatedData("bzip2", input.position + bytes.length);
    const isEnd = magic[0] === END_MAGIC[0] && magic[1] === END_MAGIC[1];
    if (isEnd) {
      const sound = crc === combinedCrc;
      const at = input.position;
      input.skipPeeked(bits.byteOffset);
      if (!sound) throw damagedData("bzip2", at, "its checksum does not match");
      return;
    }
    if (magic[0] !== BLOCK_MAGIC[0] || magic[1] !== BLOCK_MAGIC[1]) {
      throw damagedData("bzip2", input.position + (bitOffset >> 3), "no block starts where one should");
    }
    yield* blockOf(bits, { scratch, crc, at: input.position, endsAt: input.position + bytes.length });
    combinedCrc = (((combinedCrc << 1) | (combinedCrc >>> 31)) ^ crc) >>> 0;
    bitOffset = bits.bitOffset & 7;
    input.skipPeeked(bits.bitOffset >> 3);
  }
}

function* blockOf(bits: MsbBits, block: { scratch: Uint32Array; crc: number; at: number; endsAt: number }) {
  let blockCrc = 0;
  try {
    for (const output of decodeBzip2Block(bits, { scratch: block.scratch, outputBytes: OUTPUT_BYTES })) {
      blockCrc = output.crc;
      yield output.bytes;
    }
  } catch (error) {
    if (!(error instanceof MalformedBlock)) throw error;
    throw bits.isOver ? truncatedData("bzip2", block.endsAt) : damagedData("bzip2", block.at, error.message);
  }
  if (blockCrc !== block.crc) throw damagedData("bzip2", block.at, "its checksum does not match");
}

function levelOf(head: Uint8Array): number | null {
  const level = (head[3] ?? 0) - 0x30;
  return level >= 1 && level <= 9 ? level : null;
}

function uint24(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}
