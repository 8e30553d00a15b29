import { zstdDecompressSync } from "node:zlib";
import { asCaller } from "#lib/platform/database.ts";
import { readRecord } from "#lib/queries/read-record.ts";
import type { Sql } from "#lib/store/sql.ts";

/** Bytes of everything an ingest left in the database: rows, indexes, chunks, attribute sets. */
export async function storedBytes(sql: Sql): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select sum(pg_total_relation_size(c.oid))::float8 as bytes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'logs' and c.relkind in ('r', 'p')`;
  return row?.bytes ?? 0;
}

/** Compares the bytes of every chunk with the source. */
export async function isRoundTripExact(sql: Sql, fileNo: number, source: Iterable<string>): Promise<boolean> {
  const lines = source[Symbol.iterator]();
  let wanted = Buffer.alloc(0);
  const chunks = sql<{ bytes: Uint8Array }[]>`
    select bytes from logs.log_chunks where file_no = ${fileNo} order by chunk_no`.cursor(4);
  for await (const batch of chunks) {
    for (const { bytes } of batch) {
      const stored = zstdDecompressSync(bytes);
      const parts = [wanted];
      let length = wanted.length;
      while (length < stored.length) {
        const line = lines.next();
        if (line.done) return false;
        const encoded = Buffer.from(line.value);
        parts.push(encoded);
        length += encoded.length;
      }
      const source = Buffer.concat(parts);
      if (!source.subarray(0, stored.length).equals(stored)) return false;
      wanted = source.subarray(stored.length);
    }
  }
  return wanted.length === 0 && lines.next().done === true;
}

export interface LookupInput {
  fileId: string;
  userId: string;
  recordCount: number;
  times: number;
}

/** The slowest but one percent of reading single records with their exact bytes, as a signed-in person, ms. */
export async function timeRawLookup(sql: Sql, { fileId, userId, recordCount, times }: LookupInput): Promise<number> {
  const tookMs: number[] = [];
  for (let i = 0; i < times; i++) {
    // Spread over the file, and the same in every run.
    const recordNumber = 1 + ((i * 7_368_787 + 1_299_709) % recordCount);
    const startedMs = performance.now();
    await asCaller({ sub: userId }, (tx) => readRecord(tx, { fileId, recordNumber }), { sql });
    tookMs.push(performance.now() - startedMs);
  }
  tookMs.sort((a, b) => a - b);
  return tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * 0.99))] ?? 0;
}
