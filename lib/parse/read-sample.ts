import { UnreadableContentError } from "#lib/errors.ts";
import type { TextSample } from "#lib/formats/format.ts";
import type { Container, TextEncoding } from "#lib/model/log-file.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import type { InflatePort } from "#lib/streams/inflater.ts";
import { textBlock, wholeCharacters } from "#lib/streams/text-block.ts";
import { textEncoding } from "#lib/streams/text-encoding.ts";
import { widthChange } from "#lib/streams/width-change.ts";
import { openContent } from "./content-stream.ts";

const HEAD_BYTES = 256 * 1024;
const TAIL_BYTES = 64 * 1024;
const ENCODING_BYTES = 64 * 1024;

/** What can be known of a file from its first and last bytes. */
export interface FileSample {
  text: TextSample;
  container: Container;
  encoding: TextEncoding;
  /** The first decompressed bytes. */
  head: Uint8Array;
}

export interface ReadSampleInput {
  source: ByteSource;
  fileName: string;
  receivedAtMs: number;
  inflate?: InflatePort;
}

/**
 * Reads the start of a file (256 KiB decompressed) and, when it is not compressed, its end (64 KiB).
 * Damage is left for the reading itself to report. Throws what the source throws.
 */
export async function readSample(input: ReadSampleInput): Promise<FileSample> {
  const content = await openContent(input, 0);
  const head = await firstBytes(content.chunks, HEAD_BYTES);
  const encoding = textEncoding(head.subarray(0, ENCODING_BYTES));
  const isWhole = head.length < HEAD_BYTES;
  const tail = isWhole || content.container !== "none" ? null : await readTail(input.source, encoding);
  const text = {
    fileName: input.fileName,
    head: headText(head, encoding, isWhole),
    tail,
    receivedAtMs: input.receivedAtMs,
    ...(encoding === "binary" ? { binaryHead: head } : {}),
  };
  return { text, container: content.container, encoding, head };
}

async function firstBytes(chunks: AsyncIterator<Uint8Array>, count: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(count);
  let length = 0;
  try {
    while (length < count) {
      const next = await chunks.next();
      if (next.done) break;
      const chunk = next.value.subarray(0, count - length);
      bytes.set(chunk, length);
      length += chunk.length;
    }
  } catch (error) {
    if (!(error instanceof UnreadableContentError)) throw error;
  } finally {
    await chunks.return?.();
  }
  return bytes.subarray(0, length);
}

function headText(head: Uint8Array, encoding: TextEncoding, isWhole: boolean): string {
  if (encoding === "binary") return "";
  const partLength = widthChange(head, encoding, isWhole)?.at ?? head.length;
  const length = isWhole ? partLength : wholeCharacters(head, partLength, encoding);
  const { text } = textBlock(head.subarray(0, length), encoding);
  const end = isWhole ? text.length : text.lastIndexOf("\n") + 1 || text.length;
  return text.slice(text.charCodeAt(0) === 0xfeff ? 1 : 0, end);
}

/** The last lines, from a line start on. */
async function readTail(source: ByteSource, encoding: TextEncoding): Promise<string | null> {
  if (source.sizeBytes === null || encoding === "binary") return null;
  const start = Math.max(0, source.sizeBytes - TAIL_BYTES);
  const evenStart = start - (start % 2);
  const bytes = await firstBytes(source.open(evenStart)[Symbol.asyncIterator](), TAIL_BYTES + 1);
  const { text } = textBlock(bytes, encoding);
  return text.slice(text.indexOf("\n") + 1);
}
