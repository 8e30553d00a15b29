import type { TextEncoding } from "#lib/model/log-file.ts";
import { sequenceLength } from "./windows-1252.ts";

/** A line that is longer shows by its first bytes what it is. */
const ENOUGH_BYTES = 4096;
/** So many characters of ASCII in two bytes each, one after the other, are no chance. */
const WIDE_CHARACTERS = 3;

export interface WidthChange {
  /** Where the first line of the other kind starts, in bytes. */
  at: number;
  encoding: TextEncoding;
}

/**
 * Where text goes over from two bytes a character to one or back, at the start of a line: PowerShell and other programs
 * append to each other's logs without looking. Null when it doesn't, or when the bytes don't show it yet.
 */
export function widthChange(bytes: Uint8Array, encoding: TextEncoding, isEnd: boolean): WidthChange | null {
  if (encoding === "binary") return null;
  return encoding.startsWith("utf-16") ? narrowLine(bytes, encoding.startsWith("utf-16be"), isEnd) : wideLine(bytes);
}

function narrowLine(bytes: Uint8Array, isBigEndian: boolean, isEnd: boolean): WidthChange | null {
  for (let at = 0; at + 1 < bytes.length; at = nextWideLine(bytes, at, isBigEndian)) {
    if (isNarrowLine(bytes, at, isEnd)) return { at, encoding: "utf-8" };
  }
  return null;
}

/** Where the line after the one at `at` starts, in UTF-16; the end when there is none. */
function nextWideLine(bytes: Uint8Array, at: number, isBigEndian: boolean): number {
  const offset = isBigEndian ? 1 : 0;
  for (let feed = bytes.indexOf(10, at); feed !== -1; feed = bytes.indexOf(10, feed + 1)) {
    const start = feed - offset;
    if (start >= at && (start - at) % 2 === 0 && bytes[feed + 1 - 2 * offset] === 0) return start + 2;
  }
  return bytes.length;
}

/** True for a line of UTF-8 without a NUL; in UTF-16 its end alone has one. */
function isNarrowLine(bytes: Uint8Array, start: number, isEnd: boolean): boolean {
  if (bytes[start] === 0 || bytes[start + 1] === 0) return false;
  const feed = bytes.indexOf(10, start);
  const isOpen = feed === -1 || feed - start > ENOUGH_BYTES;
  if (isOpen && !isEnd && bytes.length - start <= ENOUGH_BYTES) return false;
  const end = isOpen ? Math.min(bytes.length, start + ENOUGH_BYTES) : feed;
  if (bytes[end] === 10 && bytes[end + 1] === 0) return false;
  for (let at = start; at < end - 3; ) {
    const byte = bytes[at] ?? 0;
    const length = sequenceLength(bytes, at);
    if (length === 0 || (byte < 32 && byte !== 9 && byte !== 13 && byte !== 27)) return false;
    at += length;
  }
  return true;
}

/** The first line that starts with characters of ASCII in two bytes each, after a byte order mark or without one. */
function wideLine(bytes: Uint8Array): WidthChange | null {
  for (let nul = bytes.indexOf(0); nul !== -1; nul = bytes.indexOf(0, nul + 1)) {
    for (const [lead, encoding] of [
      [1, "utf-16le"],
      [0, "utf-16be"],
    ] as const) {
      const first = nul - lead;
      const at = hasMark(bytes, first - 2, encoding) ? first - 2 : first;
      const isLineStart = at === 0 || (at > 0 && bytes[at - 1] === 10);
      if (isLineStart && isWideText(bytes, first, 1 - lead)) return { at, encoding };
    }
  }
  return null;
}

function hasMark(bytes: Uint8Array, at: number, encoding: "utf-16le" | "utf-16be"): boolean {
  const [first, second] = encoding === "utf-16le" ? [0xff, 0xfe] : [0xfe, 0xff];
  return at >= 0 && bytes[at] === first && bytes[at + 1] === second;
}

function isWideText(bytes: Uint8Array, start: number, offset: number): boolean {
  for (let index = 0; index < WIDE_CHARACTERS; index++) {
    const character = bytes[start + index * 2 + offset] ?? 0;
    const isText = (character >= 32 && character < 127) || (character >= 9 && character <= 13);
    if (!isText || bytes[start + index * 2 + 1 - offset] !== 0) return false;
  }
  return true;
}
