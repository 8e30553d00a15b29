const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true });
/** Shorter texts are decoded faster here than by the runtime. */
const SHORT_UNITS = 48;

/** `count` UTF-16 units of text without the NULs that end it; half a pair becomes U+FFFD. */
export function utf16Text(bytes: Uint8Array, at: number, count: number): string {
  let units = count;
  while (units > 0 && bytes[at + units * 2 - 1] === 0 && bytes[at + units * 2 - 2] === 0) units--;
  const end = at + units * 2;
  if (units > SHORT_UNITS || hasSurrogate(bytes, at, end)) return utf16.decode(bytes.subarray(at, end));
  let text = "";
  let from = at;
  // Eight at a time: a text that grows by single characters is kept as that many pieces.
  for (; from + 16 <= end; from += 16) {
    text += String.fromCharCode(
      unit(bytes, from),
      unit(bytes, from + 2),
      unit(bytes, from + 4),
      unit(bytes, from + 6),
      unit(bytes, from + 8),
      unit(bytes, from + 10),
      unit(bytes, from + 12),
      unit(bytes, from + 14),
    );
  }
  if (from + 8 <= end) {
    const [one, two, three, four] = [
      unit(bytes, from),
      unit(bytes, from + 2),
      unit(bytes, from + 4),
      unit(bytes, from + 6),
    ];
    text += String.fromCharCode(one, two, three, four);
    from += 8;
  }
  switch ((end - from) >> 1) {
    case 3:
      return text + String.fromCharCode(unit(bytes, from), unit(bytes, from + 2), unit(bytes, from + 4));
    case 2:
      return text + String.fromCharCode(unit(bytes, from), unit(bytes, from + 2));
    case 1:
      return text + String.fromCharCode(unit(bytes, from));
    default:
      return text;
  }
}

function unit(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function hasSurrogate(bytes: Uint8Array, at: number, end: number): boolean {
  for (let high = at + 1; high < end; high += 2) if (((bytes[high] ?? 0) & 0xf8) === 0xd8) return true;
  return false;
}
