import { zipName } from "./zip-entry.ts";

export const TAR_BLOCK_BYTES = 512;

/** One header of a tar archive (POSIX ustar and the GNU and old forms). */
export interface TarHeader {
  name: string;
  sizeBytes: number;
  modifiedAtMs: number | null;
  /** The type flag, "0" for a file. */
  kind: string;
  linkName: string;
}

/** Reads a block as a header; null when its checksum or its size says that it is none. */
export function tarHeader(block: Uint8Array): TarHeader | null {
  if (block.length < TAR_BLOCK_BYTES || !isSummedUp(block)) return null;
  const sizeBytes = numberAt(block, 124, 12);
  if (sizeBytes === null) return null;
  const kind = String.fromCharCode(block[156] ?? 0);
  const isUstar = textAt(block, 257, 5) === "ustar";
  // GNU's form has times where POSIX has a prefix; it ends its magic with a blank.
  const prefix = isUstar && block[262] === 0 ? textAt(block, 345, 155) : "";
  const name = textAt(block, 0, 100);
  const seconds = numberAt(block, 136, 12);
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    sizeBytes,
    modifiedAtMs: seconds === null || seconds === 0 ? null : seconds * 1000,
    kind: kind === "\0" ? "0" : kind,
    linkName: textAt(block, 157, 100),
  };
}

/** True when the bytes (a block is enough) start as a tar archive does. */
export function isTar(head: Uint8Array): boolean {
  return (head[0] ?? 0) !== 0 && tarHeader(head) !== null;
}

function isSummedUp(block: Uint8Array): boolean {
  const told = numberAt(block, 148, 8);
  let unsigned = 8 * 32;
  let signed = 8 * 32;
  for (let at = 0; at < TAR_BLOCK_BYTES; at++) {
    if (at >= 148 && at < 156) continue;
    const byte = block[at] ?? 0;
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  return told !== null && told > 8 * 32 && (told === unsigned || told === signed);
}

/** Octal digits, or GNU's binary form with the highest bit set. */
function numberAt(block: Uint8Array, at: number, length: number): number | null {
  const first = block[at] ?? 0;
  if (first === 0x80) {
    let value = 0;
    for (let i = at + 1; i < at + length; i++) value = value * 256 + (block[i] ?? 0);
    return Number.isSafeInteger(value) ? value : null;
  }
  const text = textAt(block, at, length).trim();
  if (text === "") return 0;
  return /^[0-7]{1,12}$/.test(text) ? Number.parseInt(text, 8) : null;
}

function textAt(block: Uint8Array, at: number, length: number): string {
  const bytes = block.subarray(at, at + length);
  const end = bytes.indexOf(0);
  return zipName(end < 0 ? bytes : bytes.subarray(0, end), false);
}
