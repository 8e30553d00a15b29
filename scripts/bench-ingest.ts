import { fork } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import { connect } from "#lib/platform/database.ts";
import type { Sql } from "#lib/store/sql.ts";
import { freePort } from "../supabase/local/free-port.ts";
import { migrate } from "../supabase/local/migrate.ts";
import { startPostgres } from "../supabase/local/postgres.ts";
import { isRoundTripExact, storedBytes, timeRawLookup } from "./bench/check-stored.ts";
import { timeNarrowCopy, timeWideCopy } from "./bench/copy-baselines.ts";
import type { IngestOutcome, IngestTask } from "./bench/ingest-child.ts";
import { pinoRecords } from "./bench/pino-records.ts";
import { renderRows } from "./bench/render-rows.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

/** As in the threads that ingest (lib/ingest/start-ingest-thread.ts): three half-spaces make 96 MB. */
const YOUNG_GENERATION = "--max-semi-space-size=32";

const LOOKUPS = 200;
const FIRST_PORT = 54_560;

interface SourceFile {
  path: string;
  gzipBytes: number;
  rawBytes: number;
  sha256: string;
}

interface BenchFile {
  id: string;
  no: number;
  organizationNo: number;
  userId: string;
}

/** `npm run bench:ingest [-- --records N]`: prints one line of JSON; progress goes to stderr. */
async function benchIngest(): Promise<void> {
  assertNodeVersion();
  const { values } = parseArgs({ options: { records: { type: "string", default: "1000000" } } });
  const records = Number(values.records);
  if (!Number.isInteger(records) || records < 1) throw new Error(`--records ${values.records} is no positive number.`);
  const folder = mkdtempSync(join(tmpdir(), "sluice-bench-"));
  const server = await startPostgres({ stateDir: join(folder, "postgres"), port: await freePort(FIRST_PORT) });
  // Stopped half-way it must not leave its server behind.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void server.destroy().finally(() => process.exit(1)));
  }
  try {
    await migrate(server.url);
    const sql = connect({ url: server.url });
    console.log(JSON.stringify(await measure(sql, server.url, folder, records)));
    await sql.end();
  } finally {
    await server.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(sql: Sql, databaseUrl: string, folder: string, records: number) {
  say(`Generating ${records} records ...`);
  const source = await generate(join(folder, "requests.log.gz"), records);
  say(`  ${mb(source.rawBytes)} MB, ${mb(source.gzipBytes)} MB compressed`);
  await warmUp(sql);
  const file = await addFile(sql, source);
  await sql.unsafe("checkpoint");
  say("Ingesting ...");
  const ingest = await runChild({ databaseUrl, fileId: file.id, path: source.path });
  if (ingest.status !== "completed" || ingest.records !== records || ingest.rejects !== 0) {
    throw new Error(`The ingest ended as ${ingest.status} with ${ingest.records} records, ${ingest.rejects} rejects.`);
  }
  say(`  ${seconds(ingest.elapsedMs)} s, ${seconds(ingest.cpuMs)} s of CPU in the ingesting process`);
  say(`  peak RSS ${ingest.peakRssByHalf.map(mb).join(" MB in the first half, ")} MB in the second`);
  await sql.unsafe("checkpoint");
  const bytes = await storedBytes(sql);
  say("Comparing every chunk with the source ...");
  if (!(await isRoundTripExact(sql, file.no, pinoRecords(records)))) throw new Error("The stored bytes differ.");
  const lookup = { fileId: file.id, userId: file.userId, recordCount: records, times: LOOKUPS };
  const rawLookupMs = await timeRawLookup(sql, lookup);
  say("Rendering the rows of the bare COPYs ...");
  const rendered = await renderRows(sql, { path: source.path, folder, file, lines: pinoRecords(records) });
  say("COPY of narrow rows, twice ...");
  const narrowMs = await timeNarrowCopy(sql, rendered);
  say("COPY of wide rows, twice ...");
  const wideMs = await timeWideCopy(sql, rendered);
  say(`  narrow ${seconds(narrowMs)} s, wide ${seconds(wideMs)} s`);
  return {
    bench: "ingest",
    rows: records,
    rows_per_s: perSecond(records, ingest.elapsedMs),
    copy_wide_rows_per_s: perSecond(records, wideMs),
    ratio_wide: rounded(wideMs / ingest.elapsedMs, 3),
    copy_narrow_rows_per_s: perSecond(records, narrowMs),
    ratio_narrow: rounded(narrowMs / ingest.elapsedMs, 3),
    peak_rss_mb: Math.round(ingest.peakRssBytes / 1024 ** 2),
    db_bytes_per_raw_byte: rounded(bytes / source.rawBytes, 3),
    raw_lookup_ms: rounded(rawLookupMs, 1),
    raw_roundtrip: "exact",
  };
}

async function generate(path: string, records: number): Promise<SourceFile> {
  const hash = createHash("sha256");
  let rawBytes = 0;
  let gzipBytes = 0;
  const count = new Transform({
    transform(bytes: Buffer, _, done) {
      hash.update(bytes);
      gzipBytes += bytes.length;
      done(null, bytes);
    },
  });
  await pipeline(
    Readable.from(blocks(records, (length) => (rawBytes += length))),
    createGzip(),
    count,
    createWriteStream(path),
  );
  return { path, gzipBytes, rawBytes, sha256: hash.digest("hex") };
}

function* blocks(records: number, onBytes: (length: number) => void): Generator<Buffer> {
  let lines: string[] = [];
  const flush = () => {
    const block = Buffer.from(lines.join(""));
    lines = [];
    onBytes(block.length);
    return block;
  };
  for (const line of pinoRecords(records)) if (lines.push(line) === 500) yield flush();
  if (lines.length > 0) yield flush();
}

/** Makes the server write some log files of its own first: whoever comes second would find them made and be faster. */
async function warmUp(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create table public.bench_warm_up as select repeat(md5(i::text), 16) as text from generate_series(1, 2000000) as i;
    drop table public.bench_warm_up`);
}

async function addFile(sql: Sql, source: SourceFile): Promise<BenchFile> {
  const [id, userId] = [randomUUID(), randomUUID()];
  await sql`insert into auth.users (id, email) values (${userId}, 'bench@example.com')`;
  const [row] = await sql<{ no: number; organizationNo: number }[]>`
    with organization as (
      insert into public.organizations (name) values ('Bench') returning id, no
    ), member as (
      insert into public.memberships (organization_id, user_id, role) select id, ${userId}, 'owner' from organization
    )
    insert into public.log_files (id, organization_id, source, object_key, name, size_bytes, sha256, status, dispatch,
      dispatched_at, queued_at, stored_at, created_by)
    select ${id}, id, 'cli', ${id}, 'requests.log.gz', ${source.gzipBytes}, ${source.sha256}, 'processing', 1,
      now(), now(), now(), ${userId}
    from organization returning no, (select no from organization) as "organizationNo"`;
  if (!row) throw new Error("The file's row was not made.");
  return { id, ...row, userId };
}

async function runChild(task: IngestTask): Promise<IngestOutcome> {
  const child = fork(new URL("./bench/ingest-child.ts", import.meta.url), { execArgv: [YOUNG_GENERATION] });
  return await new Promise((resolve, reject) => {
    child.once("message", (outcome) => resolve(outcome as IngestOutcome));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The ingesting process ended with code ${code}.`)));
    child.send(task);
  });
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

const perSecond = (count: number, ms: number) => Math.round((count * 1000) / ms);
const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
const seconds = (ms: number) => (ms / 1000).toFixed(2);
const mb = (bytes: number) => Math.round(bytes / 1024 ** 2);

await benchIngest();
