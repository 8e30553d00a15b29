import type { ArchiveEntry } from "#lib/model/bundle.ts";
import { truncatedData } from "./damaged-data.ts";
import { GatheredBytes } from "./gathered-bytes.ts";
import { TAR_BLOCK_BYTES, type TarHeader, tarHeader } from "./tar-header.ts";

/** A member of a tar archive. */
export interface TarEntry extends ArchiveEntry {
  sizeBytes: number;
  /** Of its content, in the decompressed archive. */
  byteOffset: number;
}

export type TarItem =
  /** `content` can be read once, before the next item is asked for; it throws UnreadableContentError when it breaks off. */
  | { kind: "entry"; entry: TarEntry; content: AsyncIterable<Uint8Array> }
  | { kind: "lost"; fromByte: number; toByte: number };

/** Long names and attributes; longer is nothing that names a file. */
const MAX_META_BYTES = 1024 * 1024;

/**
 * The members of a tar archive in their order: ustar, pax, GNU long names; bytes that are in no member are told as lost.
 * `chunks` is the decompressed archive; what it throws passes through.
 */
export async function* tarEntries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TarItem> {
  const input = new GatheredBytes(chunks);
  const shared = new Map<string, string>();
  let own = new Map<string, string>();
  try {
    for (;;) {
      const lostFrom = input.position;
      const header = await nextHeader(input);
      if (header.lostTo > lostFrom) yield { kind: "lost", fromByte: lostFrom, toByte: header.lostTo };
      if (header.found === null) return;
      const meta = await metaOf(header.found, input);
      if (meta !== null) {
        for (const [key, value] of meta.values) (meta.isShared ? shared : own).set(key, value);
        continue;
      }
      yield* member(header.found, new Map([...shared, ...own]), input);
      own = new Map();
    }
  } finally {
    await input.close();
  }
}

/** Passes over zeros to the next header; other blocks before it are lost. */
async function nextHeader(input: GatheredBytes): Promise<{ found: TarHeader | null; lostTo: number }> {
  let lostTo = 0;
  for (;;) {
    const block = (await input.peek(TAR_BLOCK_BYTES)).subarray(0, TAR_BLOCK_BYTES);
    const found = tarHeader(block);
    input.skipPeeked(block.length);
    if (found !== null || block.length === 0) return { found, lostTo };
    if (block.some((byte) => byte !== 0)) lostTo = input.position;
  }
}

interface Meta {
  isShared: boolean;
  values: Iterable<[string, string]>;
}

/** What stands for the next member (or for all) instead of being one; null = it is a member. */
async function metaOf({ kind, sizeBytes }: TarHeader, input: GatheredBytes): Promise<Meta | null> {
  if (!"LKxg".includes(kind)) return null;
  const padded = Math.ceil(sizeBytes / TAR_BLOCK_BYTES) * TAR_BLOCK_BYTES;
  const bytes = sizeBytes > MAX_META_BYTES ? null : await input.take(padded);
  if (bytes === null) {
    if (!(await input.skip(padded))) throw truncatedData("tar", input.position);
    return { isShared: false, values: [] };
  }
  const content = bytes.subarray(0, sizeBytes);
  if (kind === "x" || kind === "g") return { isShared: kind === "g", values: paxRecords(content) };
  const text = new TextDecoder().decode(content).replace(/\0+$/, "");
  return { isShared: false, values: kind === "L" ? [["path", text]] : [["linkpath", text]] };
}

/** "30 mtime=1350244992.023960108\n": how long it is, a key and a value. */
function* paxRecords(content: Uint8Array): Generator<[string, string]> {
  const decoder = new TextDecoder();
  for (let at = 0; at < content.length; ) {
    const blank = content.indexOf(0x20, at);
    const length = blank < 0 || blank - at > 9 ? Number.NaN : Number(decoder.decode(content.subarray(at, blank)));
    if (!Number.isInteger(length) || length <= blank - at + 1 || at + length > content.length) return;
    const record = decoder.decode(content.subarray(blank + 1, at + length - 1));
    const equals = record.indexOf("=");
    if (equals > 0) yield [record.slice(0, equals), record.slice(equals + 1)];
    at += length;
  }
}

async function* member(header: TarHeader, pax: Map<string, string>, input: GatheredBytes): AsyncGenerator<TarItem> {
  const told = pax.get("size");
  const sizeBytes = told !== undefined && /^\d{1,15}$/.test(told) ? Number(told) : header.sizeBytes;
  const seconds = Number(pax.get("mtime") ?? Number.NaN);
  const problem = problemOf(header, pax);
  // Links and devices may tell the size of what they stand for; they have no content.
  const storedBytes = "12346".includes(header.kind) ? 0 : sizeBytes;
  const entry: TarEntry = {
    name: pax.get("GNU.sparse.name") ?? pax.get("path") ?? header.name,
    sizeBytes: storedBytes,
    modifiedAtMs: Number.isFinite(seconds) ? Math.round(seconds * 1000) : header.modifiedAtMs,
    byteOffset: input.position,
    problem,
  };
  const end = input.position + storedBytes;
  const paddedEnd = input.position + Math.ceil(storedBytes / TAR_BLOCK_BYTES) * TAR_BLOCK_BYTES;
  const reading = { isCut: false };
  if (header.kind !== "5") yield { kind: "entry", entry, content: content(input, end, reading) };
  const isCut = !(await input.skip(paddedEnd - input.position)) && input.position < end;
  if (isCut && !reading.isCut) throw truncatedData("tar", input.position);
}

async function* content(input: GatheredBytes, end: number, reading: { isCut: boolean }): AsyncGenerator<Uint8Array> {
  while (input.position < end) {
    const bytes = (await input.peek(1)).subarray(0, end - input.position);
    if (bytes.length === 0) {
      reading.isCut = true;
      throw truncatedData("tar", input.position);
    }
    input.skipPeeked(bytes.length);
    yield bytes;
  }
}

function problemOf({ kind, linkName }: TarHeader, pax: Map<string, string>): string | null {
  if (kind === "S" || [...pax.keys()].some((key) => key.startsWith("GNU.sparse."))) {
    return "It is stored with its holes left out (sparse), which is not read here. Pack it again without --sparse.";
  }
  if (kind === "1" || kind === "2") {
    return `It is a link to ${pax.get("linkpath") ?? linkName}, without content of its own.`;
  }
  if (kind === "3" || kind === "4" || kind === "6") return "It is a device or a pipe, not a file.";
  return kind === "M" ? "It is the rest of a file that begins in another volume." : null;
}
