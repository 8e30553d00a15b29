import type { TextEncoding } from "#lib/model/log-file.ts";
import { binarySignature } from "./binary-signature.ts";
import { isEvtx } from "./evtx-signature.ts";
import { findCodePage } from "./find-code-page.ts";
import { wholeCharacters } from "./text-block.ts";
import { widthChange } from "./width-change.ts";
import { decodeMixed, sequenceLength } from "./windows-1252.ts";

/** Share of bytes that may be control characters or belong to no encoding before a file counts as binary. */
const MAX_STRANGE_SHARE = 0.05;
/** What the start of a file is in counts, also when more of another kind follows. */
const FIRST_LINES_BYTES = 512;
/** Fewer say nothing, however short the file. */
const MIN_STRANGE = 4;

/** Decides the encoding from the first bytes of the decompressed content; 64 KiB are plenty. */
export function textEncoding(sample: Uint8Array): TextEncoding {
  const marked = byteOrderMark(sample);
  if (marked !== null) return marked;
  if (isEvtx(sample) || binarySignature(sample) !== null) return "binary";
  const wide = utf16WithoutMark(sample.subarray(0, FIRST_LINES_BYTES)) ?? utf16WithoutMark(sample);
  if (wide !== null && narrowStart(sample) === null) return wide;
  const narrow = narrowStart(sample) ?? sample;
  const whole = narrow.subarray(0, wholeCharacters(narrow, narrow.length, "utf-8"));
  const found = countBytes(whole);
  if (isTooMuch(found.controls, found.notNul) || isTooMuch(found.nulRuns, found.notNul)) return "binary";
  const page = found.invalid === 0 ? null : (findCodePage(whole)?.page ?? null);
  if (page !== null && page !== "windows-1252") return page;
  if (isTooMuch(found.controls + found.unassigned, found.notNul)) return "binary";
  return page !== null && found.multiByte === 0 ? "windows-1252" : "utf-8";
}

/** The part before the first line of UTF-16 that follows others; null when there is none such. */
function narrowStart(sample: Uint8Array): Uint8Array | null {
  const change = widthChange(sample, "utf-8", true);
  const start = change === null ? null : sample.subarray(0, change.at);
  return start === null || start.length === 0 || start.includes(0) ? null : start;
}

function isTooMuch(count: number, of: number): boolean {
  return count >= MIN_STRANGE && count > MAX_STRANGE_SHARE * of;
}

/** What a byte order mark at the start says. */
export function byteOrderMark(sample: Uint8Array): TextEncoding | null {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return "utf-8-bom";
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le-bom";
  if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be-bom";
  return null;
}

interface ByteCounts {
  notNul: number;
  /** A run counts once: writers reserve space in NULs, and crashes leave them. */
  nulRuns: number;
  controls: number;
  /** Bytes that are neither UTF-8 nor Windows-1252. */
  unassigned: number;
  invalid: number;
  multiByte: number;
}

function countBytes(bytes: Uint8Array): ByteCounts {
  const counts: ByteCounts = { notNul: 0, nulRuns: 0, controls: 0, unassigned: 0, invalid: 0, multiByte: 0 };
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    const length = sequenceLength(bytes, at);
    if (byte === 0) {
      if (at === 0 || bytes[at - 1] !== 0) counts.nulRuns++;
    } else if (length === 0) {
      counts.invalid++;
      if (isUnassigned(byte)) counts.unassigned++;
    } else if (length > 1) {
      counts.multiByte++;
    } else if (isStrangeControl(byte)) {
      counts.controls++;
    }
    if (byte !== 0) counts.notNul += Math.max(1, length);
    at += Math.max(1, length);
  }
  return counts;
}

/** Control characters other than white space, backspace and escape (terminal colours). */
function isStrangeControl(byte: number): boolean {
  return (byte < 32 && byte !== 27 && (byte < 8 || byte > 13)) || byte === 127;
}

function isUnassigned(byte: number): boolean {
  return decodeMixed(Uint8Array.of(byte)).charCodeAt(0) < 0xa0;
}

/**
 * UTF-16 shows by zeros in every other byte where the text is Latin, and by spaces, digits and line ends, which every
 * script uses, at one byte order and not at the other.
 */
function utf16WithoutMark(sample: Uint8Array): TextEncoding | null {
  const units = Math.floor(sample.length / 2);
  if (units < 2 || !sample.includes(0)) return null;
  let little = 0;
  let big = 0;
  let controls = 0;
  for (let at = 0; at + 1 < sample.length; at += 2) {
    const first = sample[at] ?? 0;
    const second = sample[at + 1] ?? 0;
    if (second === 0 && isCommonAscii(first)) little++;
    if (first === 0 && isCommonAscii(second)) big++;
    if (first === 0 && second === 0) controls++;
  }
  if (controls > units * MAX_STRANGE_SHARE) return null;
  if (little > units * 0.1 && little > 10 * big) return "utf-16le";
  if (big > units * 0.1 && big > 10 * little) return "utf-16be";
  return null;
}

function isCommonAscii(byte: number): boolean {
  return byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127);
}
