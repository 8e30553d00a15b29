/** Bytes that arrived in chunks of any size, taken from the front in pieces of another. */
export class ByteQueue {
  length = 0;
  private chunks: Uint8Array[] = [];
  private first = 0;

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.chunks.push(chunk);
    this.length += chunk.length;
  }

  /** A copy of the first bytes, at most `count`. */
  peek(count: number): Uint8Array {
    const bytes = new Uint8Array(Math.min(count, this.length));
    let filled = 0;
    for (let index = this.first; filled < bytes.length; index++) {
      const chunk = this.chunks[index]?.subarray(0, bytes.length - filled) ?? new Uint8Array(0);
      bytes.set(chunk, filled);
      filled += chunk.length;
    }
    return bytes;
  }

  drop(count: number): void {
    let left = Math.min(count, this.length);
    this.length -= left;
    while (left > 0) {
      const chunk = this.chunks[this.first] ?? new Uint8Array(0);
      if (chunk.length > left) {
        this.chunks[this.first] = chunk.subarray(left);
        return;
      }
      left -= chunk.length;
      this.first++;
    }
    this.chunks = this.chunks.slice(this.first);
    this.first = 0;
  }
}
