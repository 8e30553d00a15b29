import { UnreadableContentError } from "#lib/errors.ts";
import type { Container } from "#lib/model/log-file.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import { gunzip, isGzip } from "#lib/streams/gunzip.ts";
import type { InflatePort } from "#lib/streams/inflater.ts";
import { portableInflate } from "#lib/streams/portable-inflate.ts";
import { DEFAULT_READ_LIMITS, type ReadLimits } from "./record-reader.ts";

/** Small archives of repetitive logs compress very well; only beyond this does the ratio say anything. */
const RATIO_CHECKED_FROM_BYTES = 1024 ** 3;

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
 * Opens the content from `byteOffset` of the decompressed stream on. Plain files are opened right there; gzip has to be
 * decompressed up to it. Throws what the source throws; the chunks may end in an UnreadableContentError.
 */
export async function openContent(input: ContentInput, byteOffset: number, known?: Container): Promise<ContentStream> {
  const startByte = known === "none" ? byteOffset : 0;
  const counter = { bytes: startByte };
  const raw = counted(input.source.open(startByte), counter);
  const { head, chunks } = known === undefined ? await peeked(raw) : { head: null, chunks: raw };
  const container = known ?? (head !== null && isGzip(head) ? "gzip" : "none");
  const limits = input.limits ?? DEFAULT_READ_LIMITS;
  if (container === "none") return { container, chunks: capped(chunks, startByte, counter, limits), sourceBytesRead };
  const content = capped(inflated(chunks, input, counter), 0, counter, limits);
  return { container, chunks: skipped(content, byteOffset), sourceBytesRead };

  function sourceBytesRead(): number {
    return counter.bytes;
  }
}

/**
 * Fast inflaters keep back some of what comes before damage. Then the portable one, which keeps back nothing, reads the
 * content once more and goes on from where the fast one stopped, so that every runtime gives the same bytes.
 */
async function* inflated(
  raw: AsyncIterable<Uint8Array>,
  { source, inflate = portableInflate }: ContentInput,
  counter: { bytes: number },
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of gunzip(raw, inflate)) {
      bytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    if (!(error instanceof UnreadableContentError) || inflate === portableInflate) throw error;
    counter.bytes = 0;
    yield* skipped(gunzip(counted(source.open(0), counter), portableInflate), bytes);
  }
}

/** The first three bytes, which tell a container, and all chunks. */
async function peeked(chunks: AsyncGenerator<Uint8Array>) {
  const seen: Uint8Array[] = [];
  const head: number[] = [];
  while (head.length < 3) {
    const next = await chunks.next();
    if (next.done) break;
    seen.push(next.value);
    head.push(...next.value.subarray(0, 3));
  }
  return { head: Uint8Array.from(head), chunks: rejoined(seen, chunks) };
}

async function* rejoined(first: Uint8Array[], rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* first;
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
    { byteOffset },
  );
}

async function* skipped(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    if (chunk.length > left) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}
