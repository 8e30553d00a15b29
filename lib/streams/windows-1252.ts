/** Windows-1252 for the bytes 0x80 to 0x9f; 0xa0 to 0xff are the code points themselves. As in the WHATWG encoding standard. */
const HIGH_CONTROLS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Text of bytes that are not all valid UTF-8: valid sequences are read as UTF-8, every other byte as Windows-1252.
 * So no byte is lost or replaced, whether a file is Windows-1252, turns so late, or has one torn character.
 */
export function decodeMixed(bytes: Uint8Array): string {
  let text = "";
  let validFrom = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
    } else {
      if (at > validFrom) text += utf8.decode(bytes.subarray(validFrom, at));
      text += windows1252Character(bytes[at] ?? 0);
      validFrom = ++at;
    }
  }
  return text + utf8.decode(bytes.subarray(validFrom));
}

export function windows1252Character(byte: number): string {
  return byte >= 0x80 && byte < 0xa0 ? (HIGH_CONTROLS[byte - 0x80] ?? "") : String.fromCharCode(byte);
}

/** Length of the valid UTF-8 sequence at `at` (Unicode table 3-7), or 0. */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const second = bytes[at + 1] ?? 0;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let i = 2; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}
