/** Reads an async stream of bytes by the byte or by the chunk, and takes back what was not used. */
export class PushedBackBytes {
  /** Bytes handed out so far, less those pushed back. */
  position = 0;
  private readonly iterator: AsyncIterator<Uint8Array>;
  private rest: Uint8Array = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.iterator = source[Symbol.asyncIterator]();
  }

  /** The next bytes, between 1 and `maxBytes`; null at the end. */
  async chunk(maxBytes: number): Promise<Uint8Array | null> {
    while (this.rest.length === 0) {
      const next = await this.iterator.next();
      if (next.done) return null;
      this.rest = next.value;
    }
    const bytes = this.rest.subarray(0, maxBytes);
    this.rest = this.rest.subarray(bytes.length);
    this.position += bytes.length;
    return bytes;
  }

  async byte(): Promise<number | null> {
    return (await this.chunk(1))?.[0] ?? null;
  }

  /** Gives back the last bytes of the last chunk. */
  pushBack(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.position -= bytes.length;
    // The pushed back bytes lie directly before the rest in the same memory.
    this.rest = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length + this.rest.length);
  }

  async close(): Promise<void> {
    await this.iterator.return?.();
  }
}
