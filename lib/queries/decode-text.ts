/** Labels of TextDecoder for our encoding names; a byte order mark is kept as part of the bytes, not of the text. */
const LABELS: Record<string, string> = {
  "utf-8": "utf-8",
  "utf-8-bom": "utf-8",
  "utf-16le": "utf-16le",
  "utf-16le-bom": "utf-16le",
  "utf-16be": "utf-16be",
  "utf-16be-bom": "utf-16be",
  "windows-1252": "windows-1252",
};

/** The text of bytes in a file's encoding; binary and unknown encodings are read as UTF-8 with U+FFFD for what is not. */
export function decodeText(bytes: Uint8Array, encoding: string | null): string {
  return new TextDecoder(LABELS[encoding ?? "utf-8"] ?? "utf-8").decode(bytes);
}
