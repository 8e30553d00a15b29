import type { ArchiveEntry } from "#lib/model/bundle.ts";

/** A member of a ZIP archive and where its data is. */
export interface ZipEntry extends ArchiveEntry {
  /** Of its local header. */
  byteOffset: number;
  packedBytes: number;
  sizeBytes: number;
  method: number;
  /** Null = not known (told behind the data). */
  crc32: number | null;
}

/** PKWARE's APPNOTE 6.3.10, 4.4.5. */
export const ZIP_METHOD = { stored: 0, deflate: 8, bzip2: 12, zstd: 93, oldZstd: 20, xz: 95 } as const;
const METHOD_NAMES: Record<number, string> = {
  1: "shrink",
  6: "implode",
  9: "Deflate64",
  14: "LZMA",
  98: "PPMd",
  99: "AES",
};
const READ_METHODS: readonly number[] = Object.values(ZIP_METHOD);

/** Why a member can't be unpacked; null = it can. */
export function zipProblem({
  flags,
  method,
  isLink,
}: {
  flags: number;
  method: number;
  isLink: boolean;
}): string | null {
  if (flags & 1 || method === 99)
    return "It is encrypted. Unpack the archive with its password and upload the files in it.";
  if (isLink) return "It is a link to another file, without content of its own.";
  if (READ_METHODS.includes(method)) return null;
  const name = METHOD_NAMES[method] ?? `method ${method}`;
  return `It is compressed in a way that is not read here (${name}). Unpack the archive and upload the files in it.`;
}

/** A name as it is meant: UTF-8 when it says so or is so, otherwise code page 437. */
export function zipName(bytes: Uint8Array, isUtf8: boolean): string {
  try {
    return new TextDecoder("utf-8", { fatal: !isUtf8, ignoreBOM: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) =>
      byte < 128 ? String.fromCharCode(byte) : (CODE_PAGE_437[byte - 128] ?? "?"),
    ).join("");
  }
}

const CODE_PAGE_437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

/** The fields behind a header by their ids. */
export function zipExtraFields(extra: Uint8Array): Map<number, DataView> {
  const fields = new Map<number, DataView>();
  for (let at = 0; at + 4 <= extra.length; ) {
    const view = viewOf(extra);
    const [id, length] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    if (at + 4 + length > extra.length) break;
    if (!fields.has(id)) fields.set(id, viewOf(extra.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return fields;
}

/** The time of last change that Info-ZIP (0x5455) or NTFS (0x000a) fields tell; DOS times have no zone. */
export function zipModifiedAtMs(fields: Map<number, DataView>): number | null {
  const unix = fields.get(0x5455);
  if (unix && unix.byteLength >= 5 && unix.getUint8(0) & 1) return unix.getInt32(1, true) * 1000;
  const ntfs = fields.get(0x000a);
  if (!ntfs || ntfs.byteLength < 32 || ntfs.getUint16(4, true) !== 1) return null;
  return Math.round(Number(ntfs.getBigUint64(8, true)) / 10_000) - 11_644_473_600_000;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** A 64-bit number, infinite beyond what numbers hold exactly. */
export function uint64(view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true));
  return Number.isSafeInteger(value) ? value : Number.POSITIVE_INFINITY;
}
