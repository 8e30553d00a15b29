import { UnreadableContentError } from "#lib/errors.ts";
import { COMPRESSIONS, type Compression, type Container } from "#lib/model/log-file.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import { COMPRESSION_HEAD_BYTES, compressionOf, decompress } from "#lib/streams/decompress.ts";
import type { InflatePort } from "#lib/streams/inflater.ts";
import { portableInflate } from "#lib/streams/portable-inflate.ts";
import { DEFAULT_READ_LIMITS, type ReadLimits } from "./record-reader.ts";

/** Small archives of repetitive logs compress very well; only beyond this does the ratio say anything. */
const RATIO_CHECKED_FROM_BYTES = 1024 ** 3;

/** What is compressed more often than this is no log that somebody rotated twice, but a trap. */
const MAX_LAYERS = 3;

/** The decompressed content of a source. */
export interface ContentStream {
  container: Container;
  chunks: AsyncIterator<Uint8Array>;
  sourceBytesRead(): number;
}

export interface ContentInput {
  source: ByteSource;
  inflate?: InflatePort;
  limits?: ReadLimits;
}

/**
 * Opens the content from `byteOffset` of the decompressed stream on. Plain files are opened right there; compressed ones
 * have to be decompressed up to it. Throws what the source throws; the chunks may end in an UnreadableContentError.
 */
export async function openContent(input: ContentInput, byteOffset: number, known?: Container): Promise<ContentStream> {
  const startByte = known === "none" ? byteOffset : 0;
  const counter = { bytes: startByte };
  const limits = input.limits ?? DEFAULT_READ_LIMITS;
  const inflate = input.inflate ?? portableInflate;
  const raw = counted(input.source.open(startByte), counter);
  const opened = await unpacked({ raw, known, decompressed });
  const container = containerOf(opened.layers);
  if (container === "none")
    return { container, chunks: capped(opened.chunks, startByte, counter, limits), sourceBytesRead };
  const chunks = inflate === portableInflate ? opened.chunks : readAgain(opened, { input, counter, limits });
  return { container, chunks: skipped(chunks, byteOffset), sourceBytesRead };

  function decompressed(chunks: AsyncIterable<Uint8Array>, compression: Compression): AsyncGenerator<Uint8Array> {
    return capped(decompress(chunks, compression, inflate), 0, counter, limits);
  }

  function sourceBytesRead(): number {
    return counter.bytes;
  }
}

/** Takes off one compression after the other, as far as they are known or the first bytes tell, at most three. */
async function unpacked({ raw, known, decompressed }: Unpacking): Promise<Unpacked> {
  if (known !== undefined) {
    const layers = layersOf(known);
    return { layers, chunks: layers.reduce(decompressed, raw) };
  }
  const layers: Compression[] = [];
  let chunks = raw;
  while (layers.length < MAX_LAYERS) {
    const start = await peeked(chunks);
    chunks = start.chunks;
    const compression = compressionOf(start.head);
    if (compression === null) break;
    layers.push(compression);
    chunks = decompressed(chunks, compression);
  }
  return { layers, chunks };
}

interface Unpacking {
  raw: AsyncGenerator<Uint8Array>;
  known: Container | undefined;
  decompressed(chunks: AsyncIterable<Uint8Array>, compression: Compression): AsyncGenerator<Uint8Array>;
}

interface Unpacked {
  /** Outermost first. */
  layers: Compression[];
  chunks: AsyncGenerator<Uint8Array>;
}

function containerOf(layers: Compression[]): Container {
  return layers.length === 0 ? "none" : (layers.toReversed().join(" in ") as Container);
}

function layersOf(container: Container): Compression[] {
  const names = container.split(" in ").toReversed();
  return names.flatMap((name) => COMPRESSIONS.find((known) => known === name) ?? []);
}

/**
 * Fast inflaters keep back some of what comes before damage. Then the portable one, which keeps back nothing, reads the
 * content once more and goes on from where the fast one stopped, so that every runtime gives the same bytes.
 */
async function* readAgain(
  { layers, chunks }: Unpacked,
  { input, counter, limits }: { input: ContentInput; counter: { bytes: number }; limits: ReadLimits },
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    if (!(error instanceof UnreadableContentError) || error.details.isLimit === true) throw error;
    if (!layers.includes("gzip")) throw error;
    counter.bytes = 0;
    const again = counted(input.source.open(0), counter);
    // zstd's keeps back nothing, and only the fast one can't be kept busy by crafted blocks.
    const { createZstdDecoder } = input.inflate ?? portableInflate;
    const portable = { ...portableInflate, createZstdDecoder };
    const decompressed = (from: AsyncGenerator<Uint8Array>, compression: Compression) =>
      capped(decompress(from, compression, portable), 0, counter, limits);
    yield* skipped(layers.reduce(decompressed, again), bytes);
  }
}

/** The first bytes, which tell a container, and all chunks; what can't be read is left for later to tell. */
async function peeked(chunks: AsyncGenerator<Uint8Array>) {
  const seen: Uint8Array[] = [];
  const head: number[] = [];
  let problem: unknown = null;
  while (head.length < COMPRESSION_HEAD_BYTES) {
    try {
      const next = await chunks.next();
      if (next.done) break;
      seen.push(next.value);
      head.push(...next.value.subarray(0, COMPRESSION_HEAD_BYTES));
    } catch (error) {
      if (!(error instanceof UnreadableContentError)) throw error;
      problem = error;
      break;
    }
  }
  return { head: Uint8Array.from(head), chunks: rejoined(seen, chunks, problem) };
}

async function* rejoined(
  first: Uint8Array[],
  rest: AsyncGenerator<Uint8Array>,
  problem: unknown,
): AsyncGenerator<Uint8Array> {
  try {
    yield* first;
    if (problem !== null) throw problem;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, counter: { bytes: number }): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    counter.bytes += chunk.length;
    yield chunk;
  }
}

async function* capped(
  chunks: AsyncIterable<Uint8Array>,
  startByte: number,
  counter: { bytes: number },
  limits: ReadLimits,
): AsyncGenerator<Uint8Array> {
  let bytes = startByte;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > limits.maxDecompressedBytes)
      throw tooLarge(`more than ${limits.maxDecompressedBytes} bytes`, counter.bytes);
    if (bytes > RATIO_CHECKED_FROM_BYTES && bytes > counter.bytes * limits.maxCompressionRatio) {
      throw tooLarge(`more than ${limits.maxCompressionRatio} times its compressed size`, counter.bytes);
    }
    yield chunk;
  }
}

function tooLarge(what: string, byteOffset: number): UnreadableContentError {
  return new UnreadableContentError(
    `The file decompresses to ${what}, so reading stopped. What was read is kept; split the file and upload the parts.`,
    { byteOffset, details: { isLimit: true } },
  );
}

async function* skipped(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    if (chunk.length > left) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}
