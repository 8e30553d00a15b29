/** The entry of a thread for tests: the real step and a real database, with a source that the test has in its hands. */
import { parentPort, workerData } from "node:worker_threads";
import { UnavailableError } from "#lib/errors.ts";
import { connect } from "#lib/platform/database.ts";
import type { IngestFile } from "#lib/store/ingest-file.ts";
import { type ByteSource, bytesSource } from "#lib/streams/byte-source.ts";
import { serveSteps } from "./serve-steps.ts";

export interface TestThreadData {
  databaseUrl: string;
  bytes: Uint8Array;
  /** Shared: how often a source was opened, and how many bytes it may give (0 = it waits for more; negative = no limit). */
  signals: Int32Array;
  fault: "none" | "storage_away" | "bug";
}

export const OPENED = 0;
export const ALLOWED_BYTES = 1;

const PIECE_BYTES = 64 * 1024;

if (parentPort !== null) {
  const data: TestThreadData = workerData;
  serveSteps(parentPort, {
    sql: connect({ url: data.databaseUrl, maxConnections: 2 }),
    now: Date.now,
    openSource: (file) => openSource(file, data),
  });
}

function openSource(_file: IngestFile, { bytes, signals, fault }: TestThreadData): ByteSource {
  Atomics.add(signals, OPENED, 1);
  if (fault === "storage_away") {
    throw new UnavailableError("The storage is away.", { details: { reason: "test" }, cause: new Error("refused") });
  }
  if (fault === "bug") throw new TypeError("a bug of ours");
  const source = bytesSource(bytes);
  return {
    sizeBytes: source.sizeBytes,
    async *open(offsetBytes) {
      for (let at = offsetBytes; at < bytes.length; at += PIECE_BYTES) {
        // What reads from elsewhere only looks at the file's end.
        if (offsetBytes === 0) await allowed(signals, at);
        yield bytes.subarray(at, at + PIECE_BYTES);
      }
    },
  };
}

async function allowed(signals: Int32Array, atBytes: number): Promise<void> {
  for (let limit = Atomics.load(signals, ALLOWED_BYTES); limit >= 0 && atBytes >= limit; ) {
    const waiting = Atomics.waitAsync(signals, ALLOWED_BYTES, limit);
    if (waiting.async) await waiting.value;
    limit = Atomics.load(signals, ALLOWED_BYTES);
  }
}
