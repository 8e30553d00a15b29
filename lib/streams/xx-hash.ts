const MASK = (1n << 64n) - 1n;
const [P1, P2, P3, P4, P5] = [
  0x9e3779b185ebca87n,
  0xc2b2ae3d27d4eb4fn,
  0x165667b19e3779f9n,
  0x85ebca77c2b2ae63n,
  0x27d4eb2f165667c5n,
] as const;
const STRIPE_BYTES = 32;
/** Low and high halves of the two primes of the inner loop, the low ones as their 16-bit parts too. */
const [P1_LOW, P1_HIGH, P2_LOW, P2_HIGH] = [0x85ebca87, 0x9e3779b1, 0x27d4eb4f, 0xc2b2ae3d] as const;

/**
 * XXH64 with seed 0 (the xxHash specification 0.1.1), whose low half zstd keeps as the checksum of a frame. Halves of 32
 * bits in the inner loop: a BigInt for every 8 bytes would take longer than the decompression.
 */
export class XxHash {
  readonly #low = Uint32Array.of(...[P1 + P2, P2, 0n, -P1].map((value) => Number(value & 0xffffffffn)));
  readonly #high = Uint32Array.of(...[P1 + P2, P2, 0n, -P1].map((value) => Number((value >> 32n) & 0xffffffffn)));
  readonly #rest = new Uint8Array(STRIPE_BYTES);
  #restBytes = 0;
  #totalBytes = 0;

  update(bytes: Uint8Array): void {
    this.#totalBytes += bytes.length;
    let at = 0;
    if (this.#restBytes > 0) {
      at = Math.min(STRIPE_BYTES - this.#restBytes, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#restBytes);
      this.#restBytes += at;
      if (this.#restBytes < STRIPE_BYTES) return;
      this.#stripe(this.#rest, 0);
      this.#restBytes = 0;
    }
    for (; at + STRIPE_BYTES <= bytes.length; at += STRIPE_BYTES) this.#stripe(bytes, at);
    this.#rest.set(bytes.subarray(at));
    this.#restBytes = bytes.length - at;
  }

  /** The low 32 bits of the hash of all bytes so far. */
  digest32(): number {
    const lanes = Array.from(this.#low, (low, lane) => (BigInt(this.#high[lane] ?? 0) << 32n) | BigInt(low));
    let hash: bigint = P5;
    if (this.#totalBytes >= STRIPE_BYTES) {
      const [a = 0n, b = 0n, c = 0n, d = 0n] = lanes;
      hash = (rotated(a, 1n) + rotated(b, 7n) + rotated(c, 12n) + rotated(d, 18n)) & MASK;
      for (const lane of lanes) hash = ((hash ^ round(0n, lane)) * P1 + P4) & MASK;
    }
    hash = this.#withRest((hash + BigInt(this.#totalBytes)) & MASK);
    hash = ((hash ^ (hash >> 33n)) * P2) & MASK;
    hash = ((hash ^ (hash >> 29n)) * P3) & MASK;
    return Number((hash ^ (hash >> 32n)) & 0xffffffffn);
  }

  #withRest(start: bigint): bigint {
    const view = new DataView(this.#rest.buffer, 0, this.#restBytes);
    let hash = start;
    let at = 0;
    for (; at + 8 <= view.byteLength; at += 8) {
      hash = (rotated(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * P1 + P4) & MASK;
    }
    for (; at + 4 <= view.byteLength; at += 4) {
      hash = (rotated(hash ^ ((BigInt(view.getUint32(at, true)) * P1) & MASK), 23n) * P2 + P3) & MASK;
    }
    for (; at < view.byteLength; at++) {
      hash = (rotated(hash ^ ((BigInt(view.getUint8(at)) * P5) & MASK), 11n) * P1) & MASK;
    }
    return hash;
  }

  /** Each lane: (lane + word * P2) rotated by 31, times P1. */
  #stripe(bytes: Uint8Array, at: number): void {
    for (let lane = 0; lane < 4; lane++) {
      const place = at + lane * 8;
      const wordLow = uint32(bytes, place);
      const wordHigh = uint32(bytes, place + 4);
      const low = (this.#low[lane] ?? 0) + (Math.imul(wordLow, P2_LOW) >>> 0);
      const product = (highOf(wordLow, P2_LOW) + Math.imul(wordLow, P2_HIGH) + Math.imul(wordHigh, P2_LOW)) | 0;
      const high = ((this.#high[lane] ?? 0) + product + (low > 0xffffffff ? 1 : 0)) >>> 0;
      const turnedLow = ((low << 31) | (high >>> 1)) >>> 0;
      const turnedHigh = ((high << 31) | ((low >>> 0) >>> 1)) >>> 0;
      this.#low[lane] = Math.imul(turnedLow, P1_LOW);
      this.#high[lane] = highOf(turnedLow, P1_LOW) + Math.imul(turnedLow, P1_HIGH) + Math.imul(turnedHigh, P1_LOW);
    }
  }
}

/** The high half of the product of two 32-bit numbers. */
function highOf(one: number, other: number): number {
  const [oneLow, oneHigh, otherLow, otherHigh] = [one & 0xffff, one >>> 16, other & 0xffff, other >>> 16];
  const middle = oneHigh * otherLow + ((oneLow * otherLow) >>> 16);
  const carry = oneLow * otherHigh + (middle & 0xffff);
  return oneHigh * otherHigh + Math.floor(middle / 65_536) + Math.floor(carry / 65_536);
}

function round(lane: bigint, word: bigint): bigint {
  return (rotated((lane + word * P2) & MASK, 31n) * P1) & MASK;
}

function rotated(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & MASK;
}

function uint32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  );
}
