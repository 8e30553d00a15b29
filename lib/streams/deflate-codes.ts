/** Lookup by the next `bits` bits; an entry is symbol * 16 + code length, 0 = no such code. */
export interface CodeTable {
  bits: number;
  entries: Int32Array;
}

/** Canonical Huffman codes (RFC 1951, 3.2.2) from the code length of each symbol. */
export function buildTable(lengths: Uint8Array): CodeTable {
  const maxBits = lengths.reduce((max, length) => Math.max(max, length), 0);
  const entries = new Int32Array(1 << maxBits);
  let code = 0;
  for (let length = 1; length <= maxBits; length++) {
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== length) continue;
      if (code >= 1 << length) throw new Error("over-subscribed code");
      for (let at = reverseBits(code, length); at < entries.length; at += 1 << length)
        entries[at] = symbol * 16 + length;
      code++;
    }
    code <<= 1;
  }
  return { bits: maxBits, entries };
}

function reverseBits(value: number, count: number): number {
  let reversed = 0;
  for (let i = 0; i < count; i++) reversed = (reversed << 1) | ((value >> i) & 1);
  return reversed;
}
