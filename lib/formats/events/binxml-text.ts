const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true });
/** Shorter texts are decoded faster here than by the runtime. */
const SHORT_UNITS = 64;

/** `count` UTF-16 units of text without the NULs that end it; half a pair becomes U+FFFD. */
export function utf16Text(bytes: Uint8Array, at: number, count: number): string {
  let units = count;
  while (units > 0 && bytes[at + units * 2 - 1] === 0 && bytes[at + units * 2 - 2] === 0) units--;
  const end = at + units * 2;
  if (units > SHORT_UNITS) return utf16.decode(bytes.subarray(at, end));
  let text = "";
  for (let index = at; index < end; index += 2) {
    const high = bytes[index + 1] ?? 0;
    if (high >= 0xd8 && high < 0xe0) return utf16.decode(bytes.subarray(at, end));
    text += String.fromCharCode((bytes[index] ?? 0) | (high << 8));
  }
  return text;
}
