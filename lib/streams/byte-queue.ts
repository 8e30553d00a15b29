/** Bytes that arrived in chunks of any size, taken from the front in pieces of another. */
export class ByteQueue {
  length = 0;
  private chunks: Uint8Array[] = [];

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.chunks.push(chunk);
    this.length += chunk.length;
  }

  /** A copy of the first bytes, at most `count`. */
  peek(count: number): Uint8Array {
    const bytes = new Uint8Array(Math.min(count, this.length));
    let filled = 0;
    for (let index = 0; filled < bytes.length; index++) {
      const chunk = this.chunks[index]?.subarray(0, bytes.length - filled) ?? new Uint8Array(0);
      bytes.set(chunk, filled);
      filled += chunk.length;
    }
    return bytes;
  }

  drop(count: number): void {
    let left = Math.min(count, this.length);
    this.length -= left;
    let dropped = 0;
    while (left > 0) {
      const chunk = this.chunks[dropped] ?? new Uint8Array(0);
      if (chunk.length > left) {
        this.chunks[dropped] = chunk.subarray(left);
        break;
      }
      left -= chunk.length;
      dropped++;
    }
    this.chunks.splice(0, dropped);
  }
}
