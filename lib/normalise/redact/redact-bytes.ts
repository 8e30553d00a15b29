import type { Redacted, RedactedValue } from "./redactor.ts";

/** Values that the record between two bytes of a block must not show. */
export interface ValuesOfRecord {
  startByte: number;
  endByte: number;
  values: readonly RedactedValue[];
}

const byBytes = new TextDecoder("latin1");

/**
 * Replaces values in the bytes of their records, wherever they stand as UTF-16LE or UTF-8: as many bytes as before. The
 * bytes given are not changed. Where a checksum covers them it no longer fits, as with all that was redacted.
 */
export function redactBytes(
  bytes: Uint8Array,
  records: readonly ValuesOfRecord[],
): { bytes: Uint8Array; redacted: readonly Redacted[] } {
  const redacted: Redacted[] = [];
  const copy = new Uint8Array(bytes);
  for (const { startByte, endByte, values } of records) {
    // One character a byte, so that places in the text are places in the bytes.
    const text = byBytes.decode(bytes.subarray(startByte, endByte));
    for (const { rule, value, by } of values) {
      for (const encoded of [utf16, utf8]) {
        const wanted = byBytes.decode(encoded(value));
        // A letter can need more bytes than what replaces it.
        const written = encoded(by.padEnd(wanted.length, "*")).subarray(0, wanted.length);
        for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
          const start = startByte + at;
          copy.set(written, start);
          redacted.push({ rule, startByte: start, endByte: start + wanted.length });
        }
      }
    }
  }
  return { bytes: copy, redacted };
}

function utf16(text: string): Uint8Array {
  const units = Uint8Array.from({ length: text.length * 2 });
  const view = new DataView(units.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), true);
  return units;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
