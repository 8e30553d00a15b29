import { crc32 } from "./crc32.ts";

/** The check of a block's content. */
export interface XzCheck {
  update(bytes: Uint8Array): void;
  matches(told: Uint8Array): boolean;
}

/** How long a check of this id is (.xz file format, 2.1.1.2). */
export function checkBytesOf(id: number): number {
  return id === 0 ? 0 : 4 * 2 ** Math.floor((id - 1) / 3);
}

/** The check of an id: CRC-32 (1) and CRC-64 (4) are computed, others are believed. */
export function xzCheck(id: number): XzCheck {
  if (id === 1) return crc32Check();
  return id === 4 ? crc64Check() : { update: () => {}, matches: () => true };
}

function crc32Check(): XzCheck {
  let crc = 0;
  return {
    update(bytes) {
      crc = crc32(bytes, crc);
    },
    matches: (told) => viewOf(told).getUint32(0, true) === crc >>> 0,
  };
}

/** CRC-64 of ECMA-182, reflected, in two halves. */
function crc64Check(): XzCheck {
  let [low, high] = [~0, ~0];
  return {
    update(bytes) {
      for (const byte of bytes) {
        const index = (low ^ byte) & 255;
        low = ((low >>> 8) | (high << 24)) ^ (LOW_TABLE[index] ?? 0);
        high = (high >>> 8) ^ (HIGH_TABLE[index] ?? 0);
      }
    },
    matches: (told) => viewOf(told).getInt32(0, true) === ~low && viewOf(told).getInt32(4, true) === ~high,
  };
}

const LOW_TABLE = new Int32Array(256);
const HIGH_TABLE = new Int32Array(256);
for (let index = 0; index < 256; index++) {
  let [low, high] = [index, 0];
  for (let bit = 0; bit < 8; bit++) {
    const isOdd = (low & 1) === 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (!isOdd) continue;
    low ^= 0xd7870f42;
    high ^= 0xc96c5795;
  }
  LOW_TABLE[index] = low;
  HIGH_TABLE[index] = high;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
