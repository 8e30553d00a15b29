import type { ByteSource } from "./byte-source.ts";
import { GatheredBytes } from "./gathered-bytes.ts";
import type { InflatePort } from "./inflater.ts";
import {
  uint64,
  viewOf,
  ZIP_METHOD,
  type ZipEntry,
  zipExtraFields,
  zipModifiedAtMs,
  zipName,
  zipProblem,
} from "./zip-entry.ts";

const LOCAL = { signature: 0x04034b50, bytes: 30 } as const;
const DIRECTORY_SIGNATURE = 0x02014b50;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const SCAN_BYTES = 65_536;

export type Recovered = { kind: "entry"; entry: ZipEntry } | { kind: "lost"; fromByte: number; toByte: number };

/**
 * The members of an archive whose directory is missing or damaged, found by the headers before their data; bytes that
 * belong to none are told as lost. Throws what the source throws.
 */
export async function* recoverZip(source: ByteSource, port: InflatePort): AsyncGenerator<Recovered> {
  const input = new GatheredBytes(source.open(0));
  try {
    for (;;) {
      const lostFrom = input.position;
      const found = await nextHeader(input);
      if (input.position > lostFrom) yield { kind: "lost", fromByte: lostFrom, toByte: input.position };
      if (found !== "member") return;
      const entry = await takeMember(input, port);
      if (entry !== null) yield { kind: "entry", entry };
    }
  } finally {
    await input.close();
  }
}

/** Goes to the next local header, or to the directory or the end. */
async function nextHeader(input: GatheredBytes): Promise<"member" | "directory" | "end"> {
  for (;;) {
    const bytes = await input.peek(SCAN_BYTES);
    const view = viewOf(bytes);
    for (let at = bytes.indexOf(0x50); at >= 0 && at + 4 <= bytes.length; at = bytes.indexOf(0x50, at + 1)) {
      const signature = view.getUint32(at, true);
      if (signature !== LOCAL.signature && signature !== DIRECTORY_SIGNATURE) continue;
      input.skipPeeked(at);
      return signature === LOCAL.signature ? "member" : "directory";
    }
    const isEnd = bytes.length < SCAN_BYTES;
    input.skipPeeked(isEnd ? bytes.length : bytes.length - 3);
    if (isEnd) return "end";
  }
}

/** Null for a folder. */
async function takeMember(input: GatheredBytes, port: InflatePort): Promise<ZipEntry | null> {
  const byteOffset = input.position;
  const header = await input.take(LOCAL.bytes);
  if (header === null) {
    await input.skip(LOCAL.bytes);
    return null;
  }
  const view = viewOf(header);
  const [flags, method] = [view.getUint16(6, true), view.getUint16(8, true)];
  const name = await input.take(view.getUint16(26, true));
  const extra = name === null ? null : await input.take(view.getUint16(28, true));
  if (name === null || extra === null) {
    await input.skip(65_535 * 2);
    return null;
  }
  const fields = zipExtraFields(extra);
  const text = zipName(name, (flags & 0x800) !== 0);
  const isTold = (flags & 8) === 0;
  const told = isTold ? toldSizes(view, fields.get(1)) : await measured(input, { method, port });
  if (isTold) await input.skip(told.packedBytes);
  if (/[/\\]$/.test(text) && told.sizeBytes === 0) return null;
  const problem = zipProblem({ flags, method, isLink: false });
  return { name: text, byteOffset, method, modifiedAtMs: zipModifiedAtMs(fields), ...told, problem };
}

function toldSizes(view: DataView, zip64: DataView | undefined) {
  const [crc32, packed32, size32] = [view.getUint32(14, true), view.getUint32(18, true), view.getUint32(22, true)];
  const isWide = size32 === 0xffffffff && zip64 !== undefined && zip64.byteLength >= 16;
  if (!isWide || zip64 === undefined) return { crc32, packedBytes: packed32, sizeBytes: size32 };
  return { crc32, packedBytes: uint64(zip64, 8), sizeBytes: uint64(zip64, 0) };
}

/** Unpacks the data to find its end, where its descriptor is; stored data ends before the next signature. */
async function measured(input: GatheredBytes, { method, port }: { method: number; port: InflatePort }) {
  if (method !== ZIP_METHOD.deflate) return await measuredBySignature(input);
  const startedAt = input.position;
  const inflater = port.createInflater();
  let sizeBytes = 0;
  let crc32: number | null = null;
  try {
    for (let isEnd = false; !isEnd; ) {
      const bytes = (await input.peek(1)).subarray(0, SCAN_BYTES);
      if (bytes.length === 0) break;
      const result = await inflater.push(bytes);
      input.skipPeeked(result.usedBytes);
      for (const output of result.output) {
        crc32 = port.crc32(output, crc32 ?? 0);
        sizeBytes += output.length;
      }
      isEnd = result.isEnd;
      if (result.damage !== undefined) break;
    }
  } finally {
    inflater.close();
  }
  const packedBytes = input.position - startedAt;
  const descriptor = await input.peek(4);
  if (descriptor.length >= 4 && viewOf(descriptor).getUint32(0, true) === DESCRIPTOR_SIGNATURE) await input.skip(16);
  return { crc32, packedBytes, sizeBytes };
}

async function measuredBySignature(input: GatheredBytes) {
  const startedAt = input.position;
  for (;;) {
    const bytes = await input.peek(SCAN_BYTES);
    const view = viewOf(bytes);
    for (let at = bytes.indexOf(0x50); at >= 0 && at + 16 <= bytes.length; at = bytes.indexOf(0x50, at + 1)) {
      const length = input.position + at - startedAt;
      const isDescriptor = view.getUint32(at, true) === DESCRIPTOR_SIGNATURE && view.getUint32(at + 8, true) === length;
      if (!isDescriptor) continue;
      const told = {
        crc32: view.getUint32(at + 4, true),
        packedBytes: length,
        sizeBytes: view.getUint32(at + 12, true),
      };
      input.skipPeeked(at + 16);
      return told;
    }
    const isEnd = bytes.length < SCAN_BYTES;
    input.skipPeeked(isEnd ? bytes.length : bytes.length - 15);
    const length = input.position - startedAt;
    if (isEnd) return { crc32: null, packedBytes: length, sizeBytes: length };
  }
}
