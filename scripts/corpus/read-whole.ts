import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { UnreadableContentError } from "#lib/errors.ts";
import { listMembers, openBundle } from "#lib/parse/open-bundle.ts";
import { openReader } from "#lib/parse/open-reader.ts";
import type { RecordBatch } from "#lib/parse/record-reader.ts";
import { localFile } from "#lib/sources/local-file.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";

export interface WholeFile {
  format: string;
  records: number;
  rejects: number;
  /** Decompressed. */
  contentBytes: number;
  /** Why it ended early; null when it was read to its end. */
  problem: string | null;
  /** How the pieces fail to cover the bytes one after the other; null when they do. */
  gap: string | null;
  /** Time spent in the reading core. */
  readMs: number;
}

/**
 * Reads a file of this machine, or all members of an archive together, by the isomorphic core alone. Throws an AppError
 * when there is no such file.
 */
export async function readWhole(path: string): Promise<WholeFile> {
  const source = await localFile(path);
  const { mtimeMs } = await stat(path);
  if ((await openBundle({ source })) === null) return readOne(source, basename(path), mtimeMs);
  const members: WholeFile[] = [];
  for await (const item of listMembers({ source })) {
    if (item.kind === "problem") members.push({ ...NOTHING, problem: item.message });
    else if (item.member.problem !== null) members.push({ ...NOTHING, problem: item.member.problem });
    else members.push(await readOne(await item.member.source(), item.member.name, item.member.modifiedAtMs ?? mtimeMs));
  }
  return members.reduce(joined, NOTHING);
}

const NOTHING: WholeFile = { format: "", records: 0, rejects: 0, contentBytes: 0, problem: null, gap: null, readMs: 0 };

/** An archive's format is its members'. */
function joined(a: WholeFile, b: WholeFile): WholeFile {
  return {
    format: a.format === "" ? b.format : a.format,
    records: a.records + b.records,
    rejects: a.rejects + b.rejects,
    contentBytes: a.contentBytes + b.contentBytes,
    problem: a.problem ?? b.problem,
    gap: a.gap ?? b.gap,
    readMs: a.readMs + b.readMs,
  };
}

async function readOne(source: ByteSource, fileName: string, receivedAtMs: number): Promise<WholeFile> {
  const startMs = performance.now();
  const reader = await openReader({ source, fileName, receivedAtMs });
  const whole: WholeFile = {
    format: reader.reading.format,
    records: 0,
    rejects: 0,
    contentBytes: 0,
    problem: null,
    gap: null,
    readMs: 0,
  };
  try {
    for (let batch = await reader.next(); batch !== null; batch = await reader.next()) add(batch, whole);
  } catch (error) {
    if (!(error instanceof UnreadableContentError)) throw error;
    whole.problem = error.message;
  } finally {
    await reader.close();
  }
  whole.readMs = performance.now() - startMs;
  return whole;
}

function add(batch: RecordBatch, whole: WholeFile): void {
  let at = whole.contentBytes;
  if (batch.byteOffset !== at) whole.gap ??= `a batch starts at byte ${batch.byteOffset}, not at ${at}`;
  for (const { kind, recordNumber, byteOffset, byteLength } of batch.records) {
    if (byteOffset !== at) whole.gap ??= `record ${recordNumber} starts at byte ${byteOffset}, not at ${at}`;
    at += byteLength;
    if (kind === "record") whole.records++;
    else whole.rejects++;
  }
  whole.contentBytes += batch.bytes.length;
  if (at !== whole.contentBytes) whole.gap ??= `records end at byte ${at}, the batch at ${whole.contentBytes}`;
}
