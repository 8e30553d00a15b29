import { once } from "node:events";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { runIngest } from "./run-ingest.ts";
import { E2E_STATE_DIR } from "./stack.ts";

const RECORDS = 250_000;
const PARTS = ["next", "inngest", "supabase", "postgres"];

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-recovery-"));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface State {
  databaseUrl: string;
  parts: Record<string, number>;
}

function stackState(): State {
  return JSON.parse(readFileSync(join(E2E_STATE_DIR, "stack.json"), "utf8"));
}

async function writeLog(path: string, seed: string): Promise<void> {
  const out = createWriteStream(path);
  for (let n = 1; n <= RECORDS; n++) {
    const line = { level: 30, time: 1_780_000_000_000 + n, pid: 7, hostname: seed, msg: `order ${n} accepted`, n };
    if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

/** The part has a new process id in the state file, so the supervisor has started it again. */
async function restarted(part: string, oldPid: number): Promise<void> {
  await expect.poll(() => stackState().parts[part], { timeout: 60_000 }).not.toBe(oldPid);
}

for (const part of PARTS) {
  test(`kill -9 of ${part} during an ingest loses nothing and doubles nothing`, async () => {
    test.setTimeout(240_000);
    const file = join(folder, `${part}.log`);
    await writeLog(file, `seed-${part}`);
    const run = runIngest([file]);
    const sql = postgres(stackState().databaseUrl, { max: 1 });
    const read = async (): Promise<number> => {
      const rows = await sql<{ n: number }[]>`
        select p.record_count::integer as n from public.file_progress p join public.log_files f on f.id = p.file_id
        where f.name like ${`%${part}.log`}`.catch(() => []);
      return rows[0]?.n ?? 0;
    };
    await expect.poll(read, { timeout: 90_000, intervals: [50] }).toBeGreaterThan(0);
    const killed = stackState().parts[part] ?? 0;
    process.kill(killed, "SIGKILL");
    await restarted(part, killed);

    const { exitCode, results, stderr } = await run;
    expect(stderr + JSON.stringify(results)).toContain(part);
    expect(results[0]).toMatchObject({ status: "completed", records: RECORDS, unparsed: 0 });
    expect(exitCode).toBe(0);
    const [stored] = await sql<{ rows: number; distinct: number; bytes: number }[]>`
      select count(*)::integer as rows, count(distinct e.record_no)::integer as distinct, sum(e.byte_length)::integer as bytes
      from logs.log_entries e join public.log_files f on f.no = e.file_no where f.name like ${`%${part}.log`}`;
    expect(stored).toEqual({ rows: RECORDS, distinct: RECORDS, bytes: readFileSync(file).length });
    await sql.end();
  });
}
