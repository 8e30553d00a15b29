import { bytesAt, EVTX_CHUNK_MAGIC } from "#lib/streams/evtx-signature.ts";

export const CHUNK_BYTES = 65_536;
export const CHUNK_HEADER_BYTES = 512;
export const RECORD_HEADER_BYTES = 24;

/** Where the chunk signature stands next, from `from` to before `to`; -1 = nowhere. */
export function findChunk(bytes: Uint8Array, from: number, to: number): number {
  const first = EVTX_CHUNK_MAGIC[0] ?? 0;
  for (let at = bytes.indexOf(first, from); at !== -1 && at < to; at = bytes.indexOf(first, at + 1)) {
    if (bytesAt(bytes, at, EVTX_CHUNK_MAGIC)) return at;
  }
  return -1;
}

export function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0) return false;
  return true;
}

/** A number of 64 bits; exact up to 2^53, which no real record number passes. */
export function wholeAt(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
}

/** What can be read in bytes that hold no readable event: their texts, as they are in UTF-16. */
export function textsIn(bytes: Uint8Array, from: number, to: number): string {
  const texts: string[] = [];
  let text = "";
  for (let at = from, length = 0; at + 1 < to && length < MAX_TEXT_CHARACTERS; ) {
    const byte = bytes[at] ?? 0;
    if (bytes[at + 1] === 0 && byte >= 32 && byte < 127) {
      text += String.fromCharCode(byte);
      length++;
      at += 2;
      continue;
    }
    if (text.length >= MIN_TEXT_CHARACTERS) texts.push(text);
    text = "";
    at++;
  }
  if (text.length >= MIN_TEXT_CHARACTERS) texts.push(text);
  return texts.join(" | ");
}

const MIN_TEXT_CHARACTERS = 4;
const MAX_TEXT_CHARACTERS = 2000;
