import { crc32 } from "./crc32.ts";
import { BitReader, STARVED } from "./deflate-bits.ts";
import { buildTable, type CodeTable } from "./deflate-codes.ts";
import { OutputWindow } from "./deflate-window.ts";
import type { Inflated, InflatePort, Inflater } from "./inflater.ts";

/**
 * Inflate in plain TypeScript (RFC 1951): the same result in every runtime. DecompressionStream can't be used because it
 * does not tell where a gzip member ends, and runtimes differ in what they do with the bytes after it.
 */
export const portableInflate: InflatePort = { createInflater: createPortableInflater, crc32 };

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12_289, 16_385, 24_577,
];
const DISTANCE_EXTRA = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

type Block = { kind: "stored"; left: number } | { kind: "codes"; literals: CodeTable; distances: CodeTable };

function createPortableInflater(): Inflater {
  const bits = new BitReader();
  const output = new OutputWindow();
  let block: Block | null = null;
  let isFinalBlock = false;
  let isEnd = false;

  function step(): void {
    if (block === null) {
      if (isFinalBlock) {
        isEnd = true;
        return;
      }
      const header = readBlockHeader(bits);
      isFinalBlock = header.isFinal;
      block = header.block;
    } else if (block.kind === "stored") {
      block.left -= output.copyStored(bits, block.left);
      if (block.left === 0) block = null;
      else throw STARVED;
    } else if (decodeSymbols(bits, output, block)) {
      block = null;
    }
    bits.mark();
  }

  return {
    push(bytes): Inflated {
      bits.feed(bytes);
      let damage: string | undefined;
      try {
        while (!isEnd) step();
      } catch (error) {
        if (error === STARVED) bits.rewind();
        else damage = error instanceof Error ? error.message : String(error);
      }
      const unusedBytes = isEnd ? bits.bytesLeft() : 0;
      return { output: output.take(), usedBytes: bytes.length - unusedBytes, isEnd, damage };
    },
    close() {},
  };
}

function readBlockHeader(bits: BitReader): { isFinal: boolean; block: Block } {
  const isFinal = bits.take(1) === 1;
  const kind = bits.take(2);
  if (kind === 0) return { isFinal, block: readStoredHeader(bits) };
  if (kind === 1) return { isFinal, block: FIXED_BLOCK };
  if (kind === 2) return { isFinal, block: readDynamicCodes(bits) };
  throw new Error("invalid block type");
}

function readStoredHeader(bits: BitReader): Block {
  bits.alignToByte();
  const length = bits.take(16);
  if ((length ^ bits.take(16)) !== 0xffff) throw new Error("invalid stored block length");
  return { kind: "stored", left: length };
}

function readDynamicCodes(bits: BitReader): Block {
  const literalCount = bits.take(5) + 257;
  const distanceCount = bits.take(5) + 1;
  const codeLengthCount = bits.take(4) + 4;
  const codeLengths = new Uint8Array(19);
  for (let i = 0; i < codeLengthCount; i++) codeLengths[CODE_LENGTH_ORDER[i] ?? 0] = bits.take(3);
  const codeTable = buildTable(codeLengths);
  const lengths = new Uint8Array(literalCount + distanceCount);
  for (let i = 0; i < lengths.length; ) {
    const symbol = bits.symbol(codeTable);
    if (symbol < 16) lengths[i++] = symbol;
    else i = repeatLength(bits, lengths, i, symbol);
  }
  return {
    kind: "codes",
    literals: buildTable(lengths.subarray(0, literalCount)),
    distances: buildTable(lengths.subarray(literalCount)),
  };
}

function repeatLength(bits: BitReader, lengths: Uint8Array, at: number, symbol: number): number {
  if (symbol === 16 && at === 0) throw new Error("invalid code lengths");
  const value = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
  const count = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
  if (at + count > lengths.length) throw new Error("invalid code lengths");
  lengths.fill(value, at, at + count);
  return at + count;
}

/** Decodes until the block ends (true) or the output window wants a break (false). */
function decodeSymbols(bits: BitReader, output: OutputWindow, block: Extract<Block, { kind: "codes" }>): boolean {
  const { literals, distances } = block;
  for (let i = 0; i < 4096; i++) {
    const symbol = bits.symbol(literals);
    if (symbol < 256) {
      output.literal(symbol);
    } else if (symbol === 256) {
      return true;
    } else {
      const length = (LENGTH_BASE[symbol - 257] ?? fail()) + bits.take(LENGTH_EXTRA[symbol - 257] ?? 0);
      const code = bits.symbol(distances);
      output.copy((DISTANCE_BASE[code] ?? fail()) + bits.take(DISTANCE_EXTRA[code] ?? 0), length);
    }
    bits.mark();
  }
  return false;
}

function fail(): never {
  throw new Error("invalid symbol");
}

const FIXED_BLOCK: Block = {
  kind: "codes",
  literals: buildTable(
    Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
  ),
  distances: buildTable(new Uint8Array(30).fill(5)),
};
