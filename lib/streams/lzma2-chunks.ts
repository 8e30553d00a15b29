import { truncatedData } from "./damaged-data.ts";
import type { GatheredBytes } from "./gathered-bytes.ts";
import { LzmaDecoder, type LzmaWindow, MalformedLzma } from "./lzma-decoder.ts";

/** A chunk's content has at most 2 MiB. */
const MAX_CHUNK_BYTES = 2 * 1024 * 1024;
const FIRST_WINDOW_BYTES = 256 * 1024;

/** Decodes LZMA2 to its end marker, a chunk at a time. Throws MalformedLzma, and UnreadableContentError when it breaks off. */
export async function* lzma2Chunks(input: GatheredBytes, dictionaryBytes: number): AsyncGenerator<Uint8Array> {
  const decoder = new LzmaDecoder();
  const window: LzmaWindow = {
    bytes: new Uint8Array(Math.min(FIRST_WINDOW_BYTES, dictionaryBytes)),
    end: 0,
    sinceReset: 0,
    dictionaryBytes,
  };
  let needs: "dictionary" | "properties" | "nothing" = "dictionary";
  for (;;) {
    const [control = 0] = await required(input, 1);
    if (control === 0) return;
    const resetsDictionary = control === 1 || control >= 0xe0;
    if (control > 2 && control < 0x80) throw new MalformedLzma("a chunk of no known kind");
    if (needs === "dictionary" && !resetsDictionary) throw new MalformedLzma("a chunk without what it builds on");
    if (resetsDictionary) {
      window.sinceReset = 0;
      needs = "properties";
    }
    if (control < 0x80) {
      const [high = 0, low = 0] = await required(input, 2);
      yield store(window, await required(input, high * 256 + low + 1));
      continue;
    }
    const [high = 0, low = 0, packedHigh = 0, packedLow = 0] = await required(input, 4);
    const count = ((control & 31) << 16) + high * 256 + low + 1;
    if (control >= 0xc0) decoder.setProperties((await required(input, 1))[0] ?? 0);
    else if (needs === "properties") throw new MalformedLzma("a chunk without what it builds on");
    else if (control >= 0xa0) decoder.resetState();
    if (control >= 0xc0) needs = "nothing";
    const packed = await required(input, packedHigh * 256 + packedLow + 1);
    yield* decode(decoder, { packed, count, window });
  }
}

/** What came before the damage in a chunk is yielded too. */
function* decode(
  decoder: LzmaDecoder,
  { packed, count, window }: { packed: Uint8Array; count: number; window: LzmaWindow },
): Generator<Uint8Array> {
  makeRoom(window, count);
  const start = window.end;
  try {
    decoder.decode(packed, count, window);
  } catch (error) {
    if (error instanceof MalformedLzma) yield window.bytes.slice(start, window.end);
    throw error;
  }
  yield window.bytes.slice(start, window.end);
}

function store(window: LzmaWindow, bytes: Uint8Array): Uint8Array {
  makeRoom(window, bytes.length);
  window.bytes.set(bytes, window.end);
  window.end += bytes.length;
  window.sinceReset += bytes.length;
  return bytes;
}

/** Lets the window grow to the dictionary and some more, and moves it on when it is full. */
function makeRoom(window: LzmaWindow, count: number): void {
  if (window.end + count <= window.bytes.length) return;
  const kept = window.bytes.subarray(Math.max(0, window.end - window.dictionaryBytes), window.end);
  const most = window.dictionaryBytes + Math.max(2 * MAX_CHUNK_BYTES, window.dictionaryBytes / 4);
  const length = Math.min(most, Math.max(kept.length + count, window.bytes.length * 2));
  if (window.bytes.length >= kept.length + count && window.bytes.length >= most) {
    window.bytes.copyWithin(0, window.end - kept.length, window.end);
  } else {
    const bytes = new Uint8Array(length);
    bytes.set(kept);
    window.bytes = bytes;
  }
  window.end = kept.length;
}

async function required(input: GatheredBytes, count: number): Promise<Uint8Array> {
  const bytes = await input.take(count);
  if (bytes === null) throw truncatedData("xz", input.position + (await input.peek(count)).length);
  return bytes;
}
