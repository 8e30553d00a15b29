import { UnreadableContentError } from "#lib/errors.ts";
import { bunzip2 } from "./bunzip2.ts";
import type { ByteSource } from "./byte-source.ts";
import { damagedData, truncatedData } from "./damaged-data.ts";
import type { InflatePort } from "./inflater.ts";
import { portableInflate } from "./portable-inflate.ts";
import { limited, readRange } from "./read-range.ts";
import { unxz } from "./unxz.ts";
import { unzstd } from "./unzstd.ts";
import { viewOf, ZIP_METHOD, type ZipEntry } from "./zip-entry.ts";

const LOCAL = { signature: 0x04034b50, bytes: 30 } as const;
const PUSH_BYTES = 65_536;

/**
 * The unpacked content of a member, verified at its end. Throws UnreadableContentError, after everything readable was
 * yielded; its `byteOffset` counts bytes of the archive.
 */
export async function* zipContent(source: ByteSource, entry: ZipEntry, port: InflatePort): AsyncGenerator<Uint8Array> {
  const { byteOffset } = entry;
  if (entry.problem !== null) throw new UnreadableContentError(entry.problem, { byteOffset });
  const header = viewOf(await readRange(source, byteOffset, LOCAL.bytes));
  if (header.byteLength < LOCAL.bytes) throw truncatedData("ZIP", byteOffset + header.byteLength);
  if (header.getUint32(0, true) !== LOCAL.signature) {
    throw damagedData("ZIP", byteOffset, "a member does not start where the directory says");
  }
  const dataOffset = byteOffset + LOCAL.bytes + header.getUint16(26, true) + header.getUint16(28, true);
  let crc = 0;
  let sizeBytes = 0;
  for await (const bytes of unpacked(source, { ...entry, dataOffset }, port)) {
    const isOver = sizeBytes + bytes.length > entry.sizeBytes;
    const kept = bytes.subarray(0, entry.sizeBytes - sizeBytes);
    crc = port.crc32(kept, crc);
    sizeBytes += kept.length;
    yield kept;
    if (isOver) throw damagedData("ZIP", byteOffset, "a member is longer than the directory says");
  }
  if (sizeBytes !== entry.sizeBytes)
    throw damagedData("ZIP", byteOffset, "a member is shorter than the directory says");
  if (entry.crc32 !== null && crc >>> 0 !== entry.crc32) {
    throw damagedData("ZIP", byteOffset, "the checksum of a member does not match");
  }
}

type Packed = ZipEntry & { dataOffset: number };

async function* unpacked(source: ByteSource, entry: Packed, port: InflatePort): AsyncGenerator<Uint8Array> {
  const open = () => whole(source, entry);
  switch (entry.method) {
    case ZIP_METHOD.deflate:
      yield* inflated(open, port, entry.dataOffset);
      return;
    case ZIP_METHOD.bzip2:
      yield* bunzip2(open());
      return;
    case ZIP_METHOD.xz:
      yield* unxz(open());
      return;
    case ZIP_METHOD.zstd:
    case ZIP_METHOD.oldZstd:
      yield* unzstd(open(), port);
      return;
    default:
      yield* open();
  }
}

/** The packed bytes; says so when there are fewer than told. */
async function* whole(source: ByteSource, { dataOffset, packedBytes }: Packed): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const bytes of limited(source.open(dataOffset), packedBytes)) {
    length += bytes.length;
    yield bytes;
  }
  if (length < packedBytes) throw truncatedData("ZIP", dataOffset + length);
}

/** As for gzip: what a fast inflater keeps back before damage, the portable one gives. */
async function* inflated(
  open: () => AsyncIterable<Uint8Array>,
  port: InflatePort,
  byteOffset: number,
): AsyncGenerator<Uint8Array> {
  let given = 0;
  try {
    for await (const bytes of inflateRaw(open(), port, byteOffset)) {
      given += bytes.length;
      yield bytes;
    }
  } catch (error) {
    if (!(error instanceof UnreadableContentError) || port === portableInflate) throw error;
    let passed = 0;
    for await (const bytes of inflateRaw(open(), portableInflate, byteOffset)) {
      const isNew = passed + bytes.length > given;
      if (isNew) yield bytes.subarray(Math.max(0, given - passed));
      passed += bytes.length;
    }
  }
}

async function* inflateRaw(
  packed: AsyncIterable<Uint8Array>,
  port: InflatePort,
  byteOffset: number,
): AsyncGenerator<Uint8Array> {
  const inflater = port.createInflater();
  let used = 0;
  try {
    for await (const chunk of packed) {
      for (let at = 0; at < chunk.length; at += PUSH_BYTES) {
        const result = await inflater.push(chunk.subarray(at, at + PUSH_BYTES));
        used += result.usedBytes;
        yield* result.output;
        if (result.damage !== undefined) throw damagedData("ZIP", byteOffset + used, result.damage);
        if (result.isEnd) return;
      }
    }
    throw truncatedData("ZIP", byteOffset + used);
  } finally {
    inflater.close();
  }
}
