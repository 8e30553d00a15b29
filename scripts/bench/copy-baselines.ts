import { createReadStream, type ReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { ENTRY_COLUMNS } from "#lib/store/entry-batch.ts";
import type { Sql } from "#lib/store/sql.ts";
import type { RenderedRows } from "./render-rows.ts";

const COLUMNS = ENTRY_COLUMNS.join(", ");
const FEED_BYTES = 1024 * 1024;

/** (a) Finished narrow rows into a partitioned table with the same columns and indexes. Milliseconds, best of two. */
export async function timeNarrowCopy(sql: Sql, { narrowPath }: RenderedRows): Promise<number> {
  await sql.unsafe(`
    create schema if not exists bench;
    create table bench.narrow (like logs.log_entries including all) partition by range (ingested_on);
    create table bench.narrow_rows partition of bench.narrow default`);
  return await bestOfTwo(sql, "bench.narrow", COLUMNS, narrowPath);
}

/** (b) Rows that carry the raw line as text: primary key, BRIN, one partial index. Milliseconds, best of two. */
export async function timeWideCopy(sql: Sql, { widePath }: RenderedRows): Promise<number> {
  await sql.unsafe(`
    create schema if not exists bench;
    create table bench.wide (like logs.log_entries including defaults, raw text not null,
      primary key (file_no, record_no));
    create index on bench.wide using brin (time);
    create index on bench.wide (organization_no, time) where severity_number >= 17`);
  return await bestOfTwo(sql, "bench.wide", `${COLUMNS}, raw`, widePath);
}

// The faster of two runs counts, so that no chance slows the baseline down and flatters the ingest.
async function bestOfTwo(sql: Sql, table: string, columns: string, path: string): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < 2; run++) {
    await sql.unsafe(`truncate ${table}`);
    await sql.unsafe("checkpoint");
    const startedMs = performance.now();
    await sql.begin(async (tx) => {
      const into = await tx.unsafe(`copy ${table} (${columns}) from stdin (format binary)`).writable();
      await pipeline(feed(path), into);
    });
    runs.push(performance.now() - startedMs);
  }
  await sql.unsafe(`drop table ${table}`);
  return Math.min(...runs);
}

function feed(path: string): ReadStream {
  return createReadStream(path, { highWaterMark: FEED_BYTES });
}
