import type { ByteSource } from "./byte-source.ts";

/** Up to `count` bytes from `byteOffset` on; fewer at the end of the source. Throws what the source throws. */
export async function readRange(source: ByteSource, byteOffset: number, count: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of limited(source.open(byteOffset), count)) {
    parts.push(chunk);
    length += chunk.length;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The first `count` bytes of a stream. */
export async function* limited(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  if (left <= 0) return;
  for await (const chunk of chunks) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}
