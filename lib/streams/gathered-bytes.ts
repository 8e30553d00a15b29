import { joinBytes } from "./join-bytes.ts";

/** Reads an async stream of bytes in pieces of exactly the wanted length. */
export class GatheredBytes {
  /** Bytes taken so far. */
  position = 0;
  readonly #iterator: AsyncIterator<Uint8Array>;
  #bytes: Uint8Array = new Uint8Array(0);
  #isEnd = false;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#iterator = source[Symbol.asyncIterator]();
  }

  /** The next bytes, without taking them: at least `count` unless the stream ends before. */
  async peek(count: number): Promise<Uint8Array> {
    if (this.#bytes.length >= count || this.#isEnd) return this.#bytes;
    const parts = [this.#bytes];
    let length = this.#bytes.length;
    try {
      while (length < count) {
        const next = await this.#iterator.next();
        if (next.done) {
          this.#isEnd = true;
          break;
        }
        parts.push(next.value);
        length += next.value.length;
      }
    } finally {
      this.#bytes = parts.length === 2 && parts[0]?.length === 0 ? (parts[1] ?? parts[0]) : joinBytes(parts);
    }
    return this.#bytes;
  }

  /** Takes `count` bytes; null when fewer are left. They stay valid. */
  async take(count: number): Promise<Uint8Array | null> {
    const bytes = await this.peek(count);
    if (bytes.length < count) return null;
    this.skipPeeked(count);
    return bytes.subarray(0, count);
  }

  /** Takes bytes that were peeked at. */
  skipPeeked(count: number): void {
    this.#bytes = this.#bytes.subarray(count);
    this.position += count;
  }

  /** Passes over `count` bytes without keeping them; false when fewer are left. */
  async skip(count: number): Promise<boolean> {
    for (let left = count; left > 0; ) {
      const bytes = await this.peek(1);
      if (bytes.length === 0) return false;
      const used = Math.min(left, bytes.length);
      this.skipPeeked(used);
      left -= used;
    }
    return true;
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }
}
