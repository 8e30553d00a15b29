import type { BitReader } from "./deflate-bits.ts";

const WINDOW_BYTES = 32_768;
const OUTPUT_BYTES = 131_072;

/** The last 32 KiB of output, which later symbols may copy from, and what was not handed over yet. */
export class OutputWindow {
  private buffer = new Uint8Array(WINDOW_BYTES + OUTPUT_BYTES);
  private start = 0;
  private end = 0;
  private full: Uint8Array[] = [];

  literal(byte: number): void {
    if (this.end === this.buffer.length) this.flush();
    this.buffer[this.end++] = byte;
  }

  copy(distance: number, length: number): void {
    if (distance > this.end) throw new Error("distance too far back");
    if (this.end + length > this.buffer.length) this.flush();
    const { buffer } = this;
    let from = this.end - distance;
    for (const until = this.end + length; this.end < until; ) buffer[this.end++] = buffer[from++] ?? 0;
  }

  copyStored(bits: BitReader, count: number): number {
    if (this.end === this.buffer.length) this.flush();
    const bytes = bits.bytes(Math.min(count, this.buffer.length - this.end));
    this.buffer.set(bytes, this.end);
    this.end += bytes.length;
    if (bytes.length < count && bits.bytesLeft() > 0) return bytes.length + this.copyStored(bits, count - bytes.length);
    return bytes.length;
  }

  private flush(): void {
    if (this.end > this.start) this.full.push(this.buffer.slice(this.start, this.end));
    const keep = Math.min(WINDOW_BYTES, this.end);
    this.buffer.copyWithin(0, this.end - keep, this.end);
    this.start = keep;
    this.end = keep;
  }

  take(): Uint8Array[] {
    if (this.end > this.start) this.full.push(this.buffer.slice(this.start, this.end));
    this.start = this.end;
    const taken = this.full;
    this.full = [];
    return taken;
  }
}
