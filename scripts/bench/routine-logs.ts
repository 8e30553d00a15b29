import { pinoRecords } from "./pino-records.ts";

const FILE_BYTES = 1024 * 1024;
/** Of about 600 bytes each, and only those that tell of nothing wrong are taken: more than enough for any file. */
const RECORDS_A_FILE = 4000;

/** `count` files of about 1 MiB of requests that all went well, the same on every machine, one after the other. */
export function* routineLogs(count: number): Generator<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const records = pinoRecords(count * RECORDS_A_FILE);
  for (let n = 1; n <= count; n++) {
    yield { name: `requests-${String(n).padStart(5, "0")}.log`, bytes: new TextEncoder().encode(oneFile(records)) };
  }
}

function oneFile(records: Generator<string>): string {
  const lines: string[] = [];
  let sizeBytes = 0;
  while (sizeBytes < FILE_BYTES) {
    const next = records.next();
    if (next.done) throw new Error("There are too few records for so many files.");
    // A warning or an error could raise the file's lane.
    if (!next.value.startsWith('{"level":30,')) continue;
    lines.push(next.value);
    sizeBytes += next.value.length;
  }
  return lines.join("");
}
