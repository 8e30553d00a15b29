export interface HexRow {
  /** "002B6DA0" */
  offset: string;
  /** "47 00 72 00 61 00 6e 00  74 00 41 00 63 00 6c 00" */
  hex: string;
  /** "G.r.a.n.t.A.c.l." */
  ascii: string;
}

const ROW_BYTES = 16;

/** Bytes as a hex dump of `count` rows from row `first` on; offsets count from the start of the file. */
export function hexRows(
  bytes: Uint8Array,
  { byteOffset, first = 0, count }: { byteOffset: number; first?: number; count: number },
): HexRow[] {
  const rows: HexRow[] = [];
  for (let row = first; row < first + count && row * ROW_BYTES < bytes.length; row++) {
    const part = bytes.subarray(row * ROW_BYTES, (row + 1) * ROW_BYTES);
    rows.push({
      offset: (byteOffset + row * ROW_BYTES).toString(16).toUpperCase().padStart(8, "0"),
      hex: [part.subarray(0, 8), part.subarray(8)].map(hexOf).join("  ").trimEnd(),
      ascii: Array.from(part, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join(""),
    });
  }
  return rows;
}

export function hexRowCount(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / ROW_BYTES);
}

/** "0d 0a" */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

export function bytesFromBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
