import type { CodeTable } from "./deflate-codes.ts";

/** Takes bytes only as they are needed, so that after the last symbol less than one byte is held back. */
export class BitReader {
  private input = new Uint8Array(0);
  private position = 0;
  private hold = 0;
  private heldBits = 0;
  private marked = { position: 0, hold: 0, heldBits: 0 };

  feed(bytes: Uint8Array): void {
    const rest = this.input.subarray(this.position);
    if (rest.length === 0) {
      this.input = bytes as Uint8Array<ArrayBuffer>;
    } else {
      const joined = new Uint8Array(rest.length + bytes.length);
      joined.set(rest);
      joined.set(bytes, rest.length);
      this.input = joined;
    }
    this.position = 0;
    this.mark();
  }

  mark(): void {
    this.marked.position = this.position;
    this.marked.hold = this.hold;
    this.marked.heldBits = this.heldBits;
  }

  rewind(): void {
    this.position = this.marked.position;
    this.hold = this.marked.hold;
    this.heldBits = this.marked.heldBits;
  }

  bytesLeft(): number {
    return this.input.length - this.position;
  }

  alignToByte(): void {
    this.hold = 0;
    this.heldBits = 0;
  }

  private more(): void {
    if (this.position >= this.input.length) throw STARVED;
    this.hold |= (this.input[this.position++] ?? 0) << this.heldBits;
    this.heldBits += 8;
  }

  take(count: number): number {
    while (this.heldBits < count) this.more();
    const value = this.hold & ((1 << count) - 1);
    this.hold >>>= count;
    this.heldBits -= count;
    return value;
  }

  symbol(table: CodeTable): number {
    const mask = (1 << table.bits) - 1;
    for (;;) {
      const entry = table.entries[this.hold & mask] ?? 0;
      const length = entry & 15;
      if (length > 0 && length <= this.heldBits) {
        this.hold >>>= length;
        this.heldBits -= length;
        return entry >> 4;
      }
      if (length === 0 && this.heldBits >= table.bits) throw new Error("invalid code");
      this.more();
    }
  }

  /** The next whole bytes, at most `count`; only after `alignToByte`. */
  bytes(count: number): Uint8Array {
    const taken = this.input.subarray(this.position, this.position + count);
    this.position += taken.length;
    this.mark();
    return taken;
  }
}

/** Thrown and caught inside: the input ended within a symbol; the decoder goes back to the symbol's start. */
export const STARVED = new Error("more input is needed");
