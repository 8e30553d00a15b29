import { crc32 } from "./crc32.ts";
import { damagedData, refusedData } from "./damaged-data.ts";

/** What a block's header says. */
export interface XzBlock {
  /** Null = not told. */
  packedBytes: number | null;
  sizeBytes: number | null;
  dictionaryBytes: number;
}

const LZMA2 = 0x21;
/** `xz -9` uses 64 MiB. */
const MAX_DICTIONARY_BYTES = 256 * 1024 * 1024;

/** Reads a block's header, all of it. Throws UnreadableContentError for damage and for filters that are not read. */
export function xzBlock(header: Uint8Array, byteOffset: number): XzBlock {
  const end = header.length - 4;
  const told = new DataView(header.buffer, header.byteOffset).getUint32(end, true);
  if (crc32(header.subarray(0, end), 0) !== told) {
    throw damagedData("xz", byteOffset, "the checksum of a block's header does not match");
  }
  const flags = header[1] ?? 0;
  let at = 2;
  const next = () => {
    if (at >= end) throw damagedData("xz", byteOffset, "a block's header is too short");
    return header[at++] ?? 0;
  };
  const varint = () => varintOf(next, byteOffset);
  const packedBytes = flags & 0x40 ? varint() : null;
  const sizeBytes = flags & 0x80 ? varint() : null;
  if ((flags & 3) !== 0 || varint() !== LZMA2 || varint() !== 1) {
    throw refusedData("xz", byteOffset, "uses a filter for programs or an older kind of LZMA");
  }
  const dictionaryBytes = dictionarySize(next());
  if (dictionaryBytes > MAX_DICTIONARY_BYTES) {
    throw refusedData("xz", byteOffset, `needs a dictionary of more than ${MAX_DICTIONARY_BYTES / 1024 ** 2} MiB`);
  }
  return { packedBytes, sizeBytes, dictionaryBytes };
}

/** A number of up to 63 bits, seven a byte. */
export async function readVarint(next: () => Promise<number>, byteOffset: number): Promise<number> {
  const bytes: number[] = [];
  do bytes.push(await next());
  while ((bytes.at(-1) ?? 0) >= 128 && bytes.length < 9);
  let index = 0;
  return varintOf(() => bytes[index++] ?? 0, byteOffset);
}

function varintOf(next: () => number, byteOffset: number): number {
  let value = 0;
  for (let index = 0; index < 9; index++) {
    const byte = next();
    value += (byte & 127) * 128 ** index;
    if (byte < 128) return value;
  }
  throw damagedData("xz", byteOffset, "a number that is too long");
}

function dictionarySize(bits: number): number {
  if (bits > 40) return Number.POSITIVE_INFINITY;
  return bits === 40 ? 2 ** 32 - 1 : (2 | (bits & 1)) * 2 ** (Math.floor(bits / 2) + 11);
}
