import type { ByteSource } from "./byte-source.ts";
import { readRange } from "./read-range.ts";
import { uint64, viewOf, type ZipEntry, zipExtraFields, zipModifiedAtMs, zipName, zipProblem } from "./zip-entry.ts";

const END = { signature: 0x06054b50, bytes: 22, maxCommentBytes: 65_535 } as const;
const END64_LOCATOR = { signature: 0x07064b50, bytes: 20 } as const;
const END64 = { signature: 0x06064b50, bytes: 56 } as const;
const ENTRY = { signature: 0x02014b50, bytes: 46 } as const;
/** Some 100,000 members with long names. */
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;
const UNKNOWN_32 = 0xffffffff;

/** The central directory of a ZIP archive: its members in their order, or null when it is missing or damaged. */
export async function zipDirectory(source: ByteSource, sizeBytes: number): Promise<ZipEntry[] | null> {
  const end = await findEnd(source, sizeBytes);
  if (end === null || end.directoryBytes > MAX_DIRECTORY_BYTES) return null;
  // Programs that unpack themselves have something before the archive: offsets count from where it starts.
  const shift = end.endsAt - end.directoryBytes - end.directoryOffset;
  if (!(shift >= 0)) return null;
  const bytes = await readRange(source, end.directoryOffset + shift, end.directoryBytes);
  if (bytes.length < end.directoryBytes) return null;
  const entries = entriesOf(bytes, shift);
  return entries === null || entries.count < end.entries ? null : entries.files;
}

interface DirectoryEnd {
  entries: number;
  directoryBytes: number;
  directoryOffset: number;
  /** Where the directory ends. */
  endsAt: number;
}

async function findEnd(source: ByteSource, sizeBytes: number): Promise<DirectoryEnd | null> {
  const startsAt = Math.max(0, sizeBytes - END.bytes - END.maxCommentBytes);
  const bytes = await readRange(source, startsAt, sizeBytes - startsAt);
  const view = viewOf(bytes);
  for (let at = bytes.length - END.bytes; at >= 0; at--) {
    if (view.getUint32(at, true) !== END.signature) continue;
    if (at + END.bytes + view.getUint16(at + 20, true) > bytes.length) continue;
    const end = {
      entries: view.getUint16(at + 10, true),
      directoryBytes: view.getUint32(at + 12, true),
      directoryOffset: view.getUint32(at + 16, true),
      endsAt: startsAt + at,
    };
    return (await findEnd64(source, end.endsAt)) ?? end;
  }
  return null;
}

async function findEnd64(source: ByteSource, endOffset: number): Promise<DirectoryEnd | null> {
  if (endOffset < END64_LOCATOR.bytes) return null;
  const locator = viewOf(await readRange(source, endOffset - END64_LOCATOR.bytes, END64_LOCATOR.bytes));
  if (locator.byteLength < END64_LOCATOR.bytes || locator.getUint32(0, true) !== END64_LOCATOR.signature) return null;
  const told = uint64(locator, 8);
  for (const at of [told, endOffset - END64_LOCATOR.bytes - END64.bytes]) {
    if (!Number.isFinite(at) || at < 0 || at > endOffset) continue;
    const view = viewOf(await readRange(source, at, END64.bytes));
    if (view.byteLength < END64.bytes || view.getUint32(0, true) !== END64.signature) continue;
    return {
      entries: uint64(view, 32),
      directoryBytes: uint64(view, 40),
      directoryOffset: uint64(view, 48),
      endsAt: at,
    };
  }
  return null;
}

function entriesOf(bytes: Uint8Array, shift: number): { files: ZipEntry[]; count: number } | null {
  const view = viewOf(bytes);
  const files: ZipEntry[] = [];
  let count = 0;
  for (let at = 0; at + ENTRY.bytes <= bytes.length; count++) {
    if (view.getUint32(at, true) !== ENTRY.signature) return null;
    const nameAt = at + ENTRY.bytes;
    const extraAt = nameAt + view.getUint16(at + 28, true);
    const next = extraAt + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > bytes.length) return null;
    const entry = entryOf(view, at, {
      name: bytes.subarray(nameAt, extraAt),
      fields: zipExtraFields(bytes.subarray(extraAt, extraAt + view.getUint16(at + 30, true))),
      shift,
    });
    if (entry !== null) files.push(entry);
    at = next;
  }
  return { files, count };
}

/** Null for a folder. */
function entryOf(
  view: DataView,
  at: number,
  { name, fields, shift }: { name: Uint8Array; fields: Map<number, DataView>; shift: number },
): ZipEntry | null {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const mode = view.getUint16(at + 4, true) >> 8 === 3 ? view.getUint16(at + 40, true) : 0;
  const sizes = sizesOf(view, at, fields.get(1));
  const text = zipName(name, (flags & 0x800) !== 0);
  if (/[/\\]$/.test(text) && sizes.sizeBytes === 0) return null;
  return {
    name: text,
    ...sizes,
    byteOffset: sizes.byteOffset + shift,
    method,
    crc32: view.getUint32(at + 16, true),
    modifiedAtMs: zipModifiedAtMs(fields),
    problem: zipProblem({ flags, method, isLink: (mode & 0xf000) === 0xa000 }),
  };
}

/** Sizes and offset, those that don't fit into 32 bits from the ZIP64 field, where they stand in this order. */
function sizesOf(view: DataView, at: number, zip64: DataView | undefined) {
  let fieldAt = 0;
  const wide = (value: number): number => {
    if (value !== UNKNOWN_32 || zip64 === undefined || fieldAt + 8 > zip64.byteLength) return value;
    fieldAt += 8;
    return uint64(zip64, fieldAt - 8);
  };
  const sizeBytes = wide(view.getUint32(at + 24, true));
  const packedBytes = wide(view.getUint32(at + 20, true));
  return { sizeBytes, packedBytes, byteOffset: wide(view.getUint32(at + 42, true)) };
}
