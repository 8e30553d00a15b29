/** Reads bits from the highest one of each byte on; past the end it gives zeros and says so. */
export class MsbBits {
  bitOffset: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, bitOffset: number) {
    this.#bytes = bytes;
    this.bitOffset = bitOffset;
  }

  /** True when more was read than there is. */
  get isOver(): boolean {
    return this.bitOffset > this.#bytes.length * 8;
  }

  /** Whole bytes up to and with the last bit read. */
  get byteOffset(): number {
    return Math.min((this.bitOffset + 7) >> 3, this.#bytes.length);
  }

  /** The next bits, at most 24. */
  read(count: number): number {
    const bits = this.peek24() >>> (24 - count);
    this.bitOffset += count;
    return bits;
  }

  /** The next 24 bits, without taking them. */
  peek24(): number {
    const at = this.bitOffset >> 3;
    const bytes = this.#bytes;
    const high = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const shift = this.bitOffset & 7;
    return shift === 0 ? high : ((high << shift) & 0xffffff) | ((bytes[at + 3] ?? 0) >> (8 - shift));
  }
}
