import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { createInstallationTracker } from "#lib/deployments/installation-tracker.ts";
import { UnreadableContentError } from "#lib/errors.ts";
import { fileOutcomes } from "#lib/ingest/file-outcomes.ts";
import type { Installation } from "#lib/model/log-file.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import { openReader } from "#lib/parse/open-reader.ts";
import { localFile } from "#lib/sources/local-file.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import type { ChaosFile } from "./make-file.ts";

/** The row of a file that its records belong to, as far as reading depends on it. */
export interface OriginalRow {
  id: string;
  no: number;
  name: string;
  deviceName: string | null;
  receivedAtMs: number;
}

/** What must be stored of a file, computed on this machine from its bytes. */
export interface ExpectedFile {
  records: FileRecord[];
  /** Decompressed bytes that the records cover. */
  contentBytes: number;
  installations: readonly Installation[];
  /** Fingerprint and title of each. */
  alerts: { fingerprint: string; title: string }[];
  status: "completed" | "failed";
}

/** Reads a file once, from start to end, with the parts of the core that know neither database nor steps. */
export async function expectedFile(file: ChaosFile, row: OriginalRow): Promise<ExpectedFile> {
  const reader = await openReader({
    source: await localFile(file.path),
    fileName: row.name,
    receivedAtMs: row.receivedAtMs,
    inflate: nodeInflate,
  });
  const tracker = createInstallationTracker({ format: reader.reading.format, fileName: row.name });
  const outcomes = fileOutcomes({ id: row.id, name: row.name, deviceName: file.device }, tracker);
  const expected: ExpectedFile = { records: [], contentBytes: 0, installations: [], alerts: [], status: "completed" };
  try {
    for (let batch = await reader.next(); batch !== null; batch = await reader.next()) {
      for (const record of batch.records) {
        tracker.observe(record);
        expected.records.push(record);
      }
      expected.contentBytes += batch.bytes.length;
      for (const { fingerprint, title } of outcomes.changes()?.alerts ?? [])
        expected.alerts.push({ fingerprint, title });
    }
  } catch (error) {
    if (!(error instanceof UnreadableContentError)) throw error;
    expected.status = "failed";
  } finally {
    await reader.close();
  }
  expected.installations = tracker.installations();
  return expected;
}

/** The bytes that the chunks of a file must give, unpacked without any code of ours; null when it can't be unpacked. */
export async function contentOf(file: ChaosFile): Promise<Buffer | null> {
  if (file.content.isCut) return null;
  const bytes = await readFile(file.path);
  return file.content.isGzip ? gunzipSync(bytes) : bytes;
}
