import { parseArgs } from "node:util";
import { FORMATS } from "#lib/formats/formats.ts";
import { openReader } from "#lib/parse/open-reader.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { formatLog } from "./bench/format-logs.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

const WARM_UP_BYTES = 4_000_000;
const RUNS = 3;
const RECEIVED_AT_MS = Date.UTC(2026, 10, 22);

/**
 * `npm run bench:formats [-- --mb N] [--format ID]`: how fast one thread reads generated logs of each format, beside
 * the mere decoding and splitting of the same bytes into lines. Prints one line of JSON; a table goes to stderr.
 */
async function benchFormats(): Promise<void> {
  assertNodeVersion();
  const { values } = parseArgs({ options: { mb: { type: "string", default: "16" }, format: { type: "string" } } });
  const sizeBytes = Number(values.mb) * 1e6;
  if (!(sizeBytes >= 1e5)) throw new Error(`--mb ${values.mb} is no number of megabytes from 0.1 on.`);
  const ids = FORMATS.map(({ id }) => id).filter((id) => values.format === undefined || values.format === id);
  if (ids.length === 0) throw new Error(`There is no log format "${values.format}".`);
  const formats: Record<string, { mb_per_s: number; ratio: number }> = {};
  for (const id of ids) {
    const figures = await measure(id, sizeBytes);
    formats[id] = figures;
    process.stderr.write(`${id.padEnd(16)} ${String(figures.mb_per_s).padStart(7)} MB/s  ${figures.ratio}\n`);
  }
  process.stdout.write(`${JSON.stringify({ bench: "formats", baseline: "decode and split into lines", formats })}\n`);
}

/** The best of some runs of each, taken in turns, so that both meet the same machine. */
async function measure(id: string, sizeBytes: number): Promise<{ mb_per_s: number; ratio: number }> {
  const bytes = formatLog(id, sizeBytes);
  const warmUp = formatLog(id, WARM_UP_BYTES);
  if (bytes === null || warmUp === null) throw new Error(`There is nothing to make a log of ${id} from.`);
  await readLog(id, warmUp);
  splitLines(warmUp);
  let readMs = Number.POSITIVE_INFINITY;
  let splitMs = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    splitMs = Math.min(splitMs, await timeMs(() => splitLines(bytes)));
    readMs = Math.min(readMs, await timeMs(() => readLog(id, bytes)));
  }
  return { mb_per_s: rounded(bytes.length / 1000 / readMs), ratio: rounded(splitMs / readMs, 1000) };
}

async function readLog(id: string, bytes: Uint8Array): Promise<number> {
  const reader = await openReader({ source: bytesSource(bytes), fileName: `${id}.log`, receivedAtMs: RECEIVED_AT_MS });
  if (reader.reading.format !== id) throw new Error(`The log of ${id} was taken for ${reader.reading.format}.`);
  let records = 0;
  let rejects = 0;
  for (let batch = await reader.next(); batch !== null; batch = await reader.next()) {
    for (const { kind } of batch.records) {
      if (kind === "record") records++;
      else rejects++;
    }
  }
  await reader.close();
  if (rejects > records / 100) throw new Error(`Of the log of ${id}, ${rejects} pieces could not be parsed.`);
  return records;
}

function splitLines(bytes: Uint8Array): number {
  const pieceBytes = 1024 * 1024;
  const decoder = new TextDecoder();
  let lines = 0;
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    lines += decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: true }).split("\n").length;
  }
  return lines;
}

async function timeMs(work: () => unknown): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

function rounded(value: number, precision = 10): number {
  return Math.round(value * precision) / precision;
}

await benchFormats();
