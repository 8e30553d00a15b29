/** LZMA data that makes no sense. */
export class MalformedLzma extends Error {}

const PROBABILITY_START = 1024;
const TOP = 2 ** 24;
const MIN_MATCH = 2;
/** Places of the probabilities in one array; the literals' come last. */
const AT = {
  isMatch: 0,
  isRep: 192,
  isRep0: 204,
  isRep1: 216,
  isRep2: 228,
  isRep0Long: 240,
  slots: 432,
  specialDistances: 688,
  align: 816,
  matchLengths: 832,
  repLengths: 1346,
  literals: 1860,
} as const;

/** The output so far, as far back as a match may reach. */
export interface LzmaWindow {
  bytes: Uint8Array;
  /** Where the next byte goes. */
  end: number;
  /** Bytes since the dictionary was last reset. */
  sinceReset: number;
  dictionaryBytes: number;
}

/** Decodes chunks of LZMA as LZMA2 has them (the LZMA SDK's lzma-specification.txt, and its LzmaDec.c). */
export class LzmaDecoder {
  #probabilities = new Uint16Array(AT.literals);
  #state = 0;
  #reps = new Float64Array(4);
  #literalContextBits = 0;
  #literalPositionMask = 0;
  #positionMask = 0;
  #input: Uint8Array = new Uint8Array(0);
  #at = 0;
  #range = 0;
  #code = 0;

  /** Begins with other properties (lc + 9 * (lp + 5 * pb)); throws MalformedLzma when they are not allowed in LZMA2. */
  setProperties(value: number): void {
    const literalContextBits = value % 9;
    const literalPositionBits = Math.floor(value / 9) % 5;
    const positionBits = Math.floor(value / 45);
    if (positionBits > 4 || literalContextBits + literalPositionBits > 4) throw new MalformedLzma("its properties");
    this.#literalContextBits = literalContextBits;
    this.#literalPositionMask = (1 << literalPositionBits) - 1;
    this.#positionMask = (1 << positionBits) - 1;
    const literals = 0x300 << (literalContextBits + literalPositionBits);
    this.#probabilities = new Uint16Array(AT.literals + literals);
    this.resetState();
  }

  resetState(): void {
    this.#probabilities.fill(PROBABILITY_START);
    this.#state = 0;
    this.#reps.fill(0);
  }

  /** Decodes `input`, all of it, to `count` bytes at the window's end, where there is room. Throws MalformedLzma. */
  decode(input: Uint8Array, count: number, window: LzmaWindow): void {
    this.#input = input;
    this.#at = 5;
    this.#range = 0xffffffff;
    this.#code = (((input[1] ?? 0) << 24) | ((input[2] ?? 0) << 16) | ((input[3] ?? 0) << 8) | (input[4] ?? 0)) >>> 0;
    if (input.length < 5 || input[0] !== 0) throw new MalformedLzma("a chunk's start");
    const stop = window.end + count;
    while (window.end < stop) {
      this.#symbol(window, stop);
      if (this.#at > input.length) throw new MalformedLzma("a chunk that is too short");
    }
    if (this.#at !== input.length || this.#code !== 0) throw new MalformedLzma("a chunk's end");
  }

  #symbol(window: LzmaWindow, stop: number): void {
    const positionState = window.sinceReset & this.#positionMask;
    const state = this.#state;
    if (this.#bit(AT.isMatch + state * 16 + positionState) === 0) {
      this.#literal(window);
      return;
    }
    let length: number;
    if (this.#bit(AT.isRep + state) === 0) {
      length = this.#length(AT.matchLengths, positionState) + MIN_MATCH;
      this.#reps.copyWithin(1, 0, 3);
      this.#reps[0] = this.#distance(length);
      this.#state = state < 7 ? 7 : 10;
    } else if (this.#takeRep(state, positionState)) {
      length = 1;
      this.#state = state < 7 ? 9 : 11;
    } else {
      length = this.#length(AT.repLengths, positionState) + MIN_MATCH;
      this.#state = state < 7 ? 8 : 11;
    }
    copy(window, { distance: (this.#reps[0] ?? 0) + 1, length, stop });
  }

  /** Brings the repeated distance to the front; true = it stands for a single byte. */
  #takeRep(state: number, positionState: number): boolean {
    const reps = this.#reps;
    if (this.#bit(AT.isRep0 + state) === 0) return this.#bit(AT.isRep0Long + state * 16 + positionState) === 0;
    const index = this.#bit(AT.isRep1 + state) === 0 ? 1 : 2 + this.#bit(AT.isRep2 + state);
    const distance = reps[index] ?? 0;
    reps.copyWithin(1, 0, index);
    reps[0] = distance;
    return false;
  }

  #literal(window: LzmaWindow): void {
    const { bytes, end, sinceReset } = window;
    const previous = sinceReset > 0 ? (bytes[end - 1] ?? 0) : 0;
    const context =
      ((sinceReset & this.#literalPositionMask) << this.#literalContextBits) +
      (previous >> (8 - this.#literalContextBits));
    const base = AT.literals + 0x300 * context;
    let symbol = 1;
    if (this.#state >= 7) {
      let matched = this.#matchedByte(window);
      while (symbol < 256) {
        const matchBit = (matched >> 7) & 1;
        matched <<= 1;
        const bit = this.#bit(base + ((1 + matchBit) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== matchBit) break;
      }
    }
    while (symbol < 256) symbol = (symbol << 1) | this.#bit(base + symbol);
    bytes[end] = symbol;
    window.end = end + 1;
    window.sinceReset = sinceReset + 1;
    const state = this.#state;
    this.#state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  }

  #matchedByte({ bytes, end, sinceReset, dictionaryBytes }: LzmaWindow): number {
    const distance = (this.#reps[0] ?? 0) + 1;
    if (distance > Math.min(sinceReset, dictionaryBytes)) throw new MalformedLzma("a distance too far back");
    return bytes[end - distance] ?? 0;
  }

  #length(base: number, positionState: number): number {
    if (this.#bit(base) === 0) return this.#tree(base + 2 + (positionState << 3), 3);
    if (this.#bit(base + 1) === 0) return 8 + this.#tree(base + 130 + (positionState << 3), 3);
    return 16 + this.#tree(base + 258, 8);
  }

  #distance(length: number): number {
    const slot = this.#tree(AT.slots + Math.min(length - MIN_MATCH, 3) * 64, 6);
    if (slot < 4) return slot;
    const extraBits = (slot >> 1) - 1;
    const high = (2 + (slot & 1)) * 2 ** extraBits;
    if (slot < 14) return high + this.#reverseTree(AT.specialDistances + high - slot, extraBits);
    return high + this.#directBits(extraBits - 4) * 16 + this.#reverseTree(AT.align, 4);
  }

  #tree(base: number, bits: number): number {
    let symbol = 1;
    for (let i = 0; i < bits; i++) symbol = (symbol << 1) | this.#bit(base + symbol);
    return symbol - (1 << bits);
  }

  #reverseTree(base: number, bits: number): number {
    let symbol = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.#bit(base + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << i;
    }
    return value;
  }

  #directBits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      this.#range = this.#range >>> 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit === 1) this.#code = (this.#code - this.#range) >>> 0;
      value = value * 2 + bit;
      if (this.#range < TOP) this.#refill();
    }
    return value;
  }

  #bit(index: number): number {
    const probabilities = this.#probabilities;
    const probability = probabilities[index] ?? 0;
    const bound = Math.imul(this.#range >>> 11, probability) >>> 0;
    let bit = 0;
    if (this.#code < bound) {
      this.#range = bound;
      probabilities[index] = probability + ((2048 - probability) >>> 5);
    } else {
      this.#range = (this.#range - bound) >>> 0;
      this.#code = (this.#code - bound) >>> 0;
      probabilities[index] = probability - (probability >>> 5);
      bit = 1;
    }
    if (this.#range < TOP) this.#refill();
    return bit;
  }

  #refill(): void {
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | (this.#input[this.#at++] ?? 0)) >>> 0;
  }
}

function copy(
  window: LzmaWindow,
  { distance, length, stop }: { distance: number; length: number; stop: number },
): void {
  const { bytes, end } = window;
  if (distance > Math.min(window.sinceReset, window.dictionaryBytes))
    throw new MalformedLzma("a distance too far back");
  if (end + length > stop) throw new MalformedLzma("a match beyond its chunk");
  if (distance >= length) bytes.copyWithin(end, end - distance, end - distance + length);
  else for (let i = 0; i < length; i++) bytes[end + i] = bytes[end + i - distance] ?? 0;
  window.end = end + length;
  window.sinceReset += length;
}
