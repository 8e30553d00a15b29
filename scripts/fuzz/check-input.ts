import { isDeepStrictEqual } from "node:util";
import { findCodes } from "#lib/codes/find-codes.ts";
import { createInstallationTracker } from "#lib/deployments/installation-tracker.ts";
import { UnreadableContentError } from "#lib/errors.ts";
import type { FileReading } from "#lib/model/log-file.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import { listMembers } from "#lib/parse/open-bundle.ts";
import { openReader, type ReadLimits, type ReadState } from "#lib/parse/open-reader.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import type { SeededRandom } from "../seeded-random.ts";
import type { FuzzInput } from "./make-input.ts";
import { isArchive } from "./packings.ts";

/** Real limits, or ones so small that short inputs fall into many batches and long lines are cut. */
const LIMITS: readonly [Partial<ReadLimits>, ...Partial<ReadLimits>[]] = [
  {},
  { batchBytes: 300, maxRecordBytes: 400 },
  { batchBytes: 2000, maxRecordBytes: 70_000 },
];
/** A fixed one: what a reading gives must not depend on when it is read. */
const RECEIVED_AT_MS = Date.UTC(2026, 10, 22);

interface Reading {
  batches: { records: FileRecord[]; bytes: Uint8Array; byteOffset: number; state: ReadState }[];
  reading: FileReading;
  problem: string | null;
}

/**
 * Reads an input in one piece, in chunks and from a checkpoint; of an archive its first file that can be read, unpacked in
 * chunks as well. Says what differs or is lost; null when nothing is.
 */
export async function checkInput(input: FuzzInput, random: SeededRandom): Promise<string | null> {
  if (!isArchive(input.packing)) return checkLog(input, random);
  const sizes = [random.between(1, 70_000), random.between(1, 700)];
  const whole = await unpacked(input.stored, [input.stored.length + 1]);
  if (!isDeepStrictEqual(await unpacked(input.stored, sizes), whole))
    return `other files in chunks of ${sizes.join(", ")} bytes`;
  const file = whole.find(({ bytes }) => bytes !== null);
  // Empty files are named instead, and so is what damage hides.
  return file?.bytes ? checkLog({ ...input, stored: file.bytes }, random) : null;
}

async function unpacked(stored: Uint8Array, sizes: readonly number[]) {
  const files: { name: string; bytes: Buffer | null; problem: string | null }[] = [];
  for await (const item of listMembers({ source: chunked(stored, sizes) })) {
    if (item.kind === "problem") files.push({ name: item.names.join("/"), bytes: null, problem: item.message });
    else if (item.member.problem !== null)
      files.push({ name: item.member.name, bytes: null, problem: item.member.problem });
    else files.push({ name: item.member.name, ...(await contentOf(item.member.content())) });
  }
  return files;
}

async function contentOf(content: AsyncIterable<Uint8Array>): Promise<{ bytes: Buffer; problem: string | null }> {
  const parts: Uint8Array[] = [];
  try {
    for await (const chunk of content) parts.push(chunk.slice());
  } catch (error) {
    if (!(error instanceof UnreadableContentError)) throw error;
    return { bytes: Buffer.concat(parts), problem: error.message };
  }
  return { bytes: Buffer.concat(parts), problem: null };
}

async function checkLog(input: FuzzInput, random: SeededRandom): Promise<string | null> {
  const limits = random.pick(LIMITS);
  const sizes = Array.from({ length: random.between(1, 5) }, () => random.between(1, random.pick([7, 700, 70_000])));
  const whole = await read(input, { limits, sizes: [input.stored.length + 1] });
  const gap = gapOf(whole);
  if (gap !== null) return gap;
  const loss = lossOf(input, whole);
  if (loss !== null) return loss;
  const chunked = await read(input, { limits, sizes });
  if (!isDeepStrictEqual(chunked, whole)) return `other records in chunks of ${sizes.join(", ")} bytes`;
  const at = random.between(0, whole.batches.length - 1);
  const checkpoint = whole.batches[at];
  if (checkpoint === undefined) return null;
  const state = throughJson(checkpoint.state);
  const resumed = await read(input, { limits, sizes, state });
  const rest = { ...whole, batches: whole.batches.slice(at + 1) };
  if (!isDeepStrictEqual(resumed, rest)) return `other records when resumed behind batch ${at + 1}`;
  return understand(whole, at);
}

async function read(
  { stored, fileName }: FuzzInput,
  { limits, sizes, state }: { limits: Partial<ReadLimits>; sizes: readonly number[]; state?: ReadState },
): Promise<Reading> {
  const source = chunked(stored, sizes);
  const reader = await openReader({ source, fileName, receivedAtMs: RECEIVED_AT_MS, limits, state });
  const batches: Reading["batches"] = [];
  let problem: string | null = null;
  try {
    for (let batch = await reader.next(); batch !== null; batch = await reader.next()) {
      const { records, bytes, byteOffset } = batch;
      batches.push({ records, bytes: bytes.slice(), byteOffset, state: throughJson(batch.state) });
    }
  } catch (error) {
    if (!(error instanceof UnreadableContentError)) throw error;
    problem = error.message;
  } finally {
    await reader.close();
  }
  return { batches, reading: throughJson(reader.reading), problem };
}

function chunked(bytes: Uint8Array, sizes: readonly number[]): ByteSource {
  return {
    sizeBytes: bytes.length,
    async *open(offsetBytes) {
      for (let at = offsetBytes, index = 0; at < bytes.length; index++) {
        const size = sizes[index % sizes.length] ?? 1;
        yield bytes.subarray(at, at + size);
        at += size;
      }
    },
  };
}

function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** How the records fail to cover the bytes one after the other. */
function gapOf({ batches }: Reading): string | null {
  let at = 0;
  let number = 1;
  for (const { records, bytes, byteOffset } of batches) {
    const end = byteOffset + bytes.length;
    if (byteOffset !== at) return `a batch starts at byte ${byteOffset}, not at ${at}`;
    for (const record of records) {
      if (record.recordNumber !== number++) return `record ${number - 1} is numbered ${record.recordNumber}`;
      if (record.byteOffset !== at) return `record ${record.recordNumber} starts at ${record.byteOffset}, not at ${at}`;
      if (record.byteLength <= 0) return `record ${record.recordNumber} is ${record.byteLength} bytes long`;
      at += record.byteLength;
    }
    if (at !== end) return `records end at byte ${at}, their batch at ${end}`;
  }
  return null;
}

/** What was read must be what was packed; of damaged packings, its start. */
function lossOf({ content }: FuzzInput, { batches, problem, reading }: Reading): string | null {
  if (content === null) return null;
  const bytes = Buffer.concat(batches.map((batch) => batch.bytes));
  if (!bytes.equals(content)) return `${bytes.length} bytes were read of ${content.length}, or other ones`;
  const isExpected = problem === null || reading.encoding === "binary" || content.length === 0;
  return isExpected ? null : `an undamaged input ended early: ${problem}`;
}

/** What follows the reading must cope with its records, and go on from a checkpoint to the same end. */
function understand({ batches, reading }: Reading, at: number): string | null {
  const { format } = reading;
  const whole = createInstallationTracker({ format, fileName: "upload.log" });
  let resumed = createInstallationTracker({ format, fileName: "upload.log" });
  for (const [index, { records }] of batches.entries()) {
    for (const record of records) {
      whole.observe(record);
      resumed.observe(record);
      findCodes(record.body);
    }
    if (index === at) {
      resumed = createInstallationTracker({ format, fileName: "upload.log", state: throughJson(resumed.state()) });
    }
  }
  const isSame = isDeepStrictEqual(throughJson(resumed.installations()), throughJson(whole.installations()));
  return isSame ? null : `other installations when resumed behind batch ${at + 1}`;
}
