import { UnreadableContentError } from "../errors.ts";
import type { Container } from "../model/log-file.ts";
import type { ByteSource } from "../streams/byte-source.ts";
import { gunzip, isGzip } from "../streams/gunzip.ts";
import type { InflatePort } from "../streams/inflater.ts";
import { portableInflate } from "../streams/portable-inflate.ts";
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
  const container = known ?? (await findContainer(input.source));
  const startByte = container === "none" ? byteOffset : 0;
  const counter = { bytes: startByte };
  const raw = counted(input.source.open(startByte), counter);
  const limits = input.limits ?? DEFAULT_READ_LIMITS;
  const content = container === "gzip" ? gunzip(raw, input.inflate ?? portableInflate) : raw;
  const chunks = capped(content, startByte, counter, limits);
  return {
    container,
    chunks: container === "gzip" ? skipped(chunks, byteOffset) : chunks,
    sourceBytesRead: () => counter.bytes,
  };
}

async function findContainer(source: ByteSource): Promise<Container> {
  const head: number[] = [];
  for await (const chunk of source.open(0)) {
    head.push(...chunk.subarray(0, 3));
    if (head.length >= 3) break;
  }
  return isGzip(Uint8Array.from(head)) ? "gzip" : "none";
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
