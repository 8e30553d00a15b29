/** CRC-32 (IEEE 802.3, as in gzip) of `bytes`, going on from `previous`, which is 0 at the start. */
export function crc32(bytes: Uint8Array, previous: number): number {
  const [one, two, three, four] = TABLES;
  const fourfold = bytes.length - (bytes.length % 4);
  let crc = ~previous;
  let at = 0;
  // Four bytes a step: each table looks one byte further ahead.
  for (; at < fourfold; at += 4) {
    crc ^= (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
    crc =
      (four[crc & 0xff] ?? 0) ^
      (three[(crc >>> 8) & 0xff] ?? 0) ^
      (two[(crc >>> 16) & 0xff] ?? 0) ^
      (one[crc >>> 24] ?? 0);
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ (one[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return ~crc >>> 0;
}

const FIRST = Int32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
const SECOND = following(FIRST);
const THIRD = following(SECOND);
const TABLES = [FIRST, SECOND, THIRD, following(THIRD)] as const;

/** What a table's values become when a zero byte follows. */
function following(table: Int32Array): Int32Array {
  return table.map((value) => (value >>> 8) ^ (FIRST[value & 0xff] ?? 0));
}
