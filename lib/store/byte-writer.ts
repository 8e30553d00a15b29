import { storableText } from "./storable-text.ts";

// Up to here a loop over the characters beats the call into the runtime's encoder.
const SHORT_TEXT = 48;

/**
 * A growing buffer for Postgres' binary formats: integers big-endian, every value led by its length in bytes (-1 = null).
 * `reserve` before writing; the write functions don't look at the room left.
 */
export class ByteWriter {
  length = 0;
  #bytes: Buffer;
  #view: DataView;

  constructor(capacityBytes: number) {
    this.#bytes = Buffer.allocUnsafeSlow(capacityBytes);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** The bytes written so far; valid until the writer is used again. */
  written(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }

  reserve(extraBytes: number): void {
    if (this.length + extraBytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.length + extraBytes));
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  int16(value: number): void {
    this.#view.setInt16(this.length, value);
    this.length += 2;
  }

  int32(value: number): void {
    this.#view.setInt32(this.length, value);
    this.length += 4;
  }

  /** A double that is a whole number; exact as far as a double is. */
  int64(value: number): void {
    const high = Math.floor(value / 4_294_967_296);
    this.#view.setInt32(this.length, high);
    this.#view.setUint32(this.length + 4, value - high * 4_294_967_296);
    this.length += 8;
  }

  nullValue(): void {
    this.int32(-1);
  }

  int16Value(value: number | null): void {
    if (value === null) {
      this.nullValue();
      return;
    }
    this.int32(2);
    this.int16(value);
  }

  int32Value(value: number | null): void {
    if (value === null) {
      this.nullValue();
      return;
    }
    this.int32(4);
    this.int32(value);
  }

  int64Value(value: number | null): void {
    if (value === null) {
      this.nullValue();
      return;
    }
    this.int32(8);
    this.int64(value);
  }

  float32Value(value: number | null): void {
    if (value === null) {
      this.nullValue();
      return;
    }
    this.int32(4);
    this.#view.setFloat32(this.length, value);
    this.length += 4;
  }

  booleanValue(value: boolean | undefined): void {
    if (value === undefined) {
      this.nullValue();
      return;
    }
    this.int32(1);
    this.#bytes[this.length++] = value ? 1 : 0;
  }

  /** Needs 4 + 3 bytes per UTF-16 unit of room. */
  textValue(text: string | null | undefined): void {
    if (text === undefined || text === null) {
      this.nullValue();
      return;
    }
    const start = this.length;
    this.length = start + 4;
    this.#text(text);
    this.#view.setInt32(start, this.length - start - 4);
  }

  /** jsonb's binary form is a version byte and the text. */
  jsonbValue(json: string | null): void {
    if (json === null) {
      this.nullValue();
      return;
    }
    const start = this.length;
    this.#bytes[start + 4] = 1;
    this.length = start + 5;
    this.#text(json);
    this.#view.setInt32(start, this.length - start - 4);
  }

  #text(text: string): void {
    const start = this.length;
    const size = text.length;
    if (size <= SHORT_TEXT) {
      const bytes = this.#bytes;
      let i = 0;
      for (; i < size; i++) {
        const unit = text.charCodeAt(i);
        if (unit > 127 || unit === 0) break;
        bytes[start + i] = unit;
      }
      if (i === size) {
        this.length = start + size;
        return;
      }
    }
    this.length += this.#bytes.write(storableText(text), start);
  }
}
