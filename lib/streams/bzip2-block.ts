import type { MsbBits } from "./msb-bits.ts";

/** A block whose bits make no sense, or that ends too early (then `bits.isOver`). */
export class MalformedBlock extends Error {}

const GROUP_SYMBOLS = 50;
const MAX_CODE_BITS = 20;

interface Code {
  /** Smallest code above those of this length, left-aligned to 20 bits; by length. */
  limits: Int32Array;
  /** What to take off a code to get its place in `symbols`; by length. */
  bases: Int32Array;
  symbols: Uint16Array;
}

/**
 * Decodes the block behind its magic and checksum. `crc` is that of the output so far. `scratch` has room for the longest
 * block; it is handed in because a stream may have very many tiny blocks.
 * Throws MalformedBlock; the format is that of bzip2 1.0.8 (its decompress.c).
 */
export function* decodeBzip2Block(
  bits: MsbBits,
  { scratch, outputBytes }: { scratch: Uint32Array; outputBytes: number },
): Generator<{ bytes: Uint8Array; crc: number }> {
  if (bits.read(1) === 1) throw new MalformedBlock("it uses a form given up long ago");
  const origin = bits.read(24);
  const bytes = symbolMap(bits);
  const groups = bits.read(3);
  const selectorCount = bits.read(15);
  if (groups < 2 || groups > 6 || selectorCount < 1 || bytes.length === 0) throw new MalformedBlock("its tables");
  const selectors = readSelectors(bits, groups, selectorCount);
  const codes = Array.from({ length: groups }, () => readCode(bits, bytes.length + 2));
  const { links, length, counts } = readSymbols(bits, { selectors, codes, bytes, links: scratch });
  if (bits.isOver || origin >= length) throw new MalformedBlock("its start");
  link(links, length, counts);
  yield* expanded({ links, length, origin, outputBytes });
}

function symbolMap(bits: MsbBits): Uint8Array {
  const used = bits.read(16);
  const bytes: number[] = [];
  for (let high = 0; high < 16; high++) {
    if (!((used >> (15 - high)) & 1)) continue;
    const row = bits.read(16);
    for (let low = 0; low < 16; low++) if ((row >> (15 - low)) & 1) bytes.push(high * 16 + low);
  }
  return Uint8Array.from(bytes);
}

function readSelectors(bits: MsbBits, groups: number, count: number): Uint8Array {
  const order = Array.from({ length: groups }, (_, index) => index);
  const selectors = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let index = 0;
    while (bits.read(1) === 1) if (++index >= groups) throw new MalformedBlock("its selectors");
    const [group = 0] = order.splice(index, 1);
    order.unshift(group);
    selectors[i] = group;
  }
  return selectors;
}

function readCode(bits: MsbBits, symbolCount: number): Code {
  const lengths = new Uint8Array(symbolCount);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbolCount; symbol++) {
    for (;;) {
      if (length < 1 || length > MAX_CODE_BITS) throw new MalformedBlock("its code lengths");
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return codeOf(lengths);
}

function codeOf(lengths: Uint8Array): Code {
  const limits = new Int32Array(MAX_CODE_BITS + 2);
  const bases = new Int32Array(MAX_CODE_BITS + 2);
  const symbols = new Uint16Array(lengths.length);
  let code = 0;
  let place = 0;
  for (let length = 1; length <= MAX_CODE_BITS; length++) {
    bases[length] = code - place;
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== length) continue;
      symbols[place++] = symbol;
      code++;
    }
    limits[length] = code * 2 ** (MAX_CODE_BITS - length);
    code *= 2;
  }
  return { limits, bases, symbols };
}

function readSymbol(bits: MsbBits, { limits, bases, symbols }: Code): number {
  const next = bits.peek24() >> 4;
  for (let length = 1; length <= MAX_CODE_BITS; length++) {
    if (next >= (limits[length] ?? 0)) continue;
    bits.bitOffset += length;
    return symbols[(next >> (MAX_CODE_BITS - length)) - (bases[length] ?? 0)] ?? 0;
  }
  throw new MalformedBlock("a code that stands for nothing");
}

/** Undoes the Huffman codes, the runs of zeros and the move-to-front; the bytes are in the low 8 bits of `links`. */
function readSymbols(
  bits: MsbBits,
  { selectors, codes, bytes, links }: { selectors: Uint8Array; codes: Code[]; bytes: Uint8Array; links: Uint32Array },
): { links: Uint32Array; length: number; counts: Uint32Array } {
  const maxBytes = links.length;
  const counts = new Uint32Array(256);
  const end = bytes.length + 1;
  const front = bytes.slice();
  let [length, run, runBit, left, group] = [0, 0, 1, 0, 0];
  let code: Code | undefined;
  for (;;) {
    if (left-- === 0) {
      code = codes[selectors[group++] ?? 255];
      left = GROUP_SYMBOLS - 1;
      if (code === undefined || bits.isOver) throw new MalformedBlock("it has no end");
    }
    const symbol = readSymbol(bits, code as Code);
    if (symbol <= 1) {
      run += runBit << symbol;
      runBit *= 2;
      if (run > maxBytes) throw new MalformedBlock("a run that is too long");
      continue;
    }
    if (run > 0) {
      const byte = front[0] ?? 0;
      if (length + run > maxBytes) throw new MalformedBlock("it is too long");
      links.fill(byte, length, length + run);
      counts[byte] = (counts[byte] ?? 0) + run;
      length += run;
      [run, runBit] = [0, 1];
    }
    if (symbol === end) return { links, length, counts };
    if (length >= maxBytes) throw new MalformedBlock("it is too long");
    const byte = front[symbol - 1] ?? 0;
    front.copyWithin(1, 0, symbol - 1);
    front[0] = byte;
    counts[byte] = (counts[byte] ?? 0) + 1;
    links[length++] = byte;
  }
}

/** Puts into the high 24 bits of each entry where the next byte of the text is (the inverse of Burrows-Wheeler). */
function link(links: Uint32Array, length: number, counts: Uint32Array): void {
  let sum = 0;
  const starts = counts.map((count) => {
    sum += count;
    return sum - count;
  });
  for (let i = 0; i < length; i++) {
    const byte = (links[i] ?? 0) & 255;
    const place = starts[byte] ?? 0;
    starts[byte] = place + 1;
    links[place] = ((links[place] ?? 0) & 255) | (i << 8);
  }
}

/** Follows the links and undoes the first run lengths: four equal bytes are followed by how many more there are. */
function* expanded(block: { links: Uint32Array; length: number; origin: number; outputBytes: number }) {
  const { links, length } = block;
  const outputBytes = Math.min(block.outputBytes, Math.max(length, 1024));
  let output = new Uint8Array(outputBytes + 256);
  let [at, crc, equal, last] = [0, 0xffffffff, 0, -1];
  let entry = links[(links[block.origin] ?? 0) >>> 8] ?? 0;
  for (let i = 0; i < length; i++) {
    const byte = entry & 255;
    entry = links[entry >>> 8] ?? 0;
    if (equal === 4) {
      for (let more = 0; more < byte; more++) {
        output[at++] = last;
        crc = ((crc << 8) ^ (CRC_TABLE[(crc >>> 24) ^ last] ?? 0)) >>> 0;
      }
      equal = 0;
      last = -1;
    } else {
      equal = byte === last ? equal + 1 : 1;
      last = byte;
      output[at++] = byte;
      crc = ((crc << 8) ^ (CRC_TABLE[(crc >>> 24) ^ byte] ?? 0)) >>> 0;
    }
    if (at < outputBytes) continue;
    yield { bytes: output.subarray(0, at), crc: ~crc >>> 0 };
    output = new Uint8Array(outputBytes + 256);
    at = 0;
  }
  if (at > 0) yield { bytes: output.subarray(0, at), crc: ~crc >>> 0 };
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc >>> 0;
});
