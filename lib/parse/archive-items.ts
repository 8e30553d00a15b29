import { UnreadableContentError } from "#lib/errors.ts";
import type { ArchiveEntry, ArchiveKind } from "#lib/model/bundle.ts";
import type { Container } from "#lib/model/log-file.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import type { InflatePort } from "#lib/streams/inflater.ts";
import { limited } from "#lib/streams/read-range.ts";
import { tarEntries } from "#lib/streams/tar-entries.ts";
import { isTar } from "#lib/streams/tar-header.ts";
import { zipContent } from "#lib/streams/zip-content.ts";
import { zipDirectory } from "#lib/streams/zip-directory.ts";
import type { ZipEntry } from "#lib/streams/zip-entry.ts";
import { recoverZip } from "#lib/streams/zip-recovery.ts";
import { openContent } from "./content-stream.ts";

/** So many first bytes tell an archive. */
export const ARCHIVE_HEAD_BYTES = 512;

/** A member and how to get at its content. */
export type ArchiveItem =
  | {
      kind: "entry";
      entry: ArchiveEntry;
      /** Read once, before the next item is asked for; null = open it. */
      content: AsyncIterable<Uint8Array> | null;
      /** From a byte on, at any time. */
      open(offsetBytes: number): AsyncIterable<Uint8Array>;
    }
  | { kind: "problem"; message: string };

export interface ArchiveInput {
  source: ByteSource;
  container: Container;
  inflate: InflatePort;
}

/** What kind of archive begins with these decompressed bytes; null = none that is read here. */
export function archiveKindOf(head: Uint8Array): ArchiveKind | null {
  const isZip = head[0] === 0x50 && head[1] === 0x4b && ZIP_STARTS.some(([a, b]) => head[2] === a && head[3] === b);
  if (isZip) return "zip";
  return isTar(head) ? "tar" : null;
}

/** A member, the end of an archive without one, or the mark of a divided one. */
const ZIP_STARTS = [
  [3, 4],
  [5, 6],
  [7, 8],
] as const;

/** The members of a ZIP archive, by its directory or, when that is of no use, one by one. */
export async function* zipItems(input: ArchiveInput): AsyncGenerator<ArchiveItem> {
  const source = await seekable(input);
  const entries = source.sizeBytes === null ? null : await zipDirectory(source, source.sizeBytes);
  const item = (entry: ZipEntry): ArchiveItem => ({
    kind: "entry",
    entry,
    content: null,
    open: (offsetBytes) => skipped(zipContent(source, entry, input.inflate), offsetBytes),
  });
  if (entries !== null) {
    yield* entries.map(item);
    return;
  }
  yield {
    kind: "problem",
    message:
      "The directory of this ZIP archive is missing or damaged, so its members were looked for one by one. Get the archive from its source again if one is missing.",
  };
  for await (const found of recoverZip(source, input.inflate)) {
    if (found.kind === "entry") yield item(found.entry);
    else yield { kind: "problem", message: lostText("ZIP", found) };
  }
}

/** The members of a tar archive, compressed or not. */
export async function* tarItems(input: ArchiveInput): AsyncGenerator<ArchiveItem> {
  const content = await openContent(input, 0, input.container);
  try {
    for await (const item of tarEntries(iterable(content.chunks))) {
      if (item.kind === "lost") {
        yield { kind: "problem", message: lostText("tar", item) };
        continue;
      }
      const { entry } = item;
      const open = (offsetBytes: number) =>
        tarContent(input, entry.byteOffset + offsetBytes, entry.sizeBytes - offsetBytes);
      yield { kind: "entry", entry, content: item.content, open };
    }
  } catch (error) {
    if (!(error instanceof UnreadableContentError)) throw error;
    yield { kind: "problem", message: error.message };
  }
}

async function* tarContent(input: ArchiveInput, byteOffset: number, count: number): AsyncGenerator<Uint8Array> {
  const content = await openContent(input, byteOffset, input.container);
  yield* limited(iterable(content.chunks), count);
}

/** A ZIP archive is read from its end: one that is compressed itself is decompressed once more for its length. */
async function seekable({ source, container, inflate }: ArchiveInput): Promise<ByteSource> {
  if (container === "none" && source.sizeBytes !== null) return source;
  const open = async function* (offsetBytes: number) {
    yield* iterable((await openContent({ source, inflate }, offsetBytes, container)).chunks);
  };
  let sizeBytes = 0;
  try {
    for await (const chunk of open(0)) sizeBytes += chunk.length;
  } catch (error) {
    if (!(error instanceof UnreadableContentError)) throw error;
  }
  return { sizeBytes, open };
}

function lostText(kind: string, { fromByte, toByte }: { fromByte: number; toByte: number }): string {
  return `Bytes ${fromByte} to ${toByte} of this ${kind} archive belong to no member that can be told, so what was there is lost.`;
}

async function* skipped(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    if (chunk.length > left) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

async function* iterable(chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  } finally {
    await chunks.return?.();
  }
}
