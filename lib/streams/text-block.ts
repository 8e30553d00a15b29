import { type CodePage, isCodePage } from "#lib/model/code-page.ts";
import type { TextEncoding } from "#lib/model/log-file.ts";
import { decodeByLine, decodeStretch } from "./code-page-text.ts";
import { decodeMixed } from "./windows-1252.ts";

/** A stretch of decompressed bytes with its text; lines and pieces are found in it by code unit. */
export interface TextBlock {
  bytes: Uint8Array;
  encoding: TextEncoding;
  /** Bytes of one code unit. */
  unitBytes: 1 | 2;
  /** The code units: the bytes themselves, or UTF-16 in the machine's order. */
  units: Uint8Array | Uint16Array;
  text: string;
  /** True when the n-th code unit is the n-th character of `text`, so that no counting is needed. */
  isLinear: boolean;
  /** True when something in UTF-8 or Windows-1252 was not valid UTF-8. */
  isMixed: boolean;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true });

/** Decodes a stretch that starts and ends between characters; see `wholeCharacters`. */
export function textBlock(bytes: Uint8Array, encoding: TextEncoding): TextBlock {
  if (encoding.startsWith("utf-16")) return utf16Block(bytes, encoding);
  const { text, isMixed } = encoding === "binary" ? NO_TEXT : decode(bytes, encoding);
  return { bytes, encoding, unitBytes: 1, units: bytes, text, isLinear: text.length === bytes.length, isMixed };
}

const NO_TEXT = { text: "", isMixed: false };

function decode(bytes: Uint8Array, encoding: TextEncoding): { text: string; isMixed: boolean } {
  if (isReadByLine(encoding)) return { text: decodeByLine(bytes, encoding), isMixed: false };
  try {
    return { text: utf8.decode(bytes), isMixed: false };
  } catch {
    return { text: decodeMixed(bytes), isMixed: true };
  }
}

/** Windows-1252 is told from UTF-8 byte by byte; the other code pages have characters that look like UTF-8. */
function isReadByLine(encoding: TextEncoding): encoding is Exclude<CodePage, "windows-1252"> {
  return isCodePage(encoding) && encoding !== "windows-1252";
}

function utf16Block(bytes: Uint8Array, encoding: TextEncoding): TextBlock {
  const isBigEndian = encoding.startsWith("utf-16be");
  const units = new Uint16Array(Math.ceil(bytes.length / 2));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i + 1 < bytes.length; i += 2) units[i / 2] = view.getUint16(i, !isBigEndian);
  // A file cut within a character: its last byte stands for itself.
  if (bytes.length % 2 === 1) units[units.length - 1] = 0xfffd;
  const text = utf16.decode(units);
  return { bytes, encoding, unitBytes: 2, units, text, isLinear: true, isMixed: false };
}

/** The text of code units `from` to `to`. */
export function textBetween(block: TextBlock, from: number, to: number): string {
  if (block.isLinear) return block.text.slice(from, to);
  const { bytes, encoding } = block;
  if (isReadByLine(encoding)) return decodeStretch(bytes, from, to, encoding);
  return decode(bytes.subarray(from, to), encoding).text;
}

/** How many of the bytes make up whole characters: less at most 3 bytes of a character cut off at the end. */
export function wholeCharacters(bytes: Uint8Array, length: number, encoding: TextEncoding): number {
  if (encoding === "binary") return length;
  if (encoding.startsWith("utf-16")) {
    const even = length - (length % 2);
    const last = encoding.startsWith("utf-16be") ? even - 2 : even - 1;
    return even >= 2 && ((bytes[last] ?? 0) & 0xfc) === 0xd8 ? even - 2 : even;
  }
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back] ?? 0;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) return back < (byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4) ? length - back : length;
  }
  return length;
}
