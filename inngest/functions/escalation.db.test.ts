import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "#app/api/_testing/api-stack.ts";
import { serveApi } from "#app/api/_testing/serve-api.ts";

// Each batch ends its step, so that a file of a few megabytes has several.
vi.mock("./step-budget.ts", () => ({ STEP_BUDGET_MS: 0 }));

let api: Awaited<ReturnType<typeof serveApi>>;
let stack: ApiStack;
let ann: TestPerson;
beforeAll(async () => {
  api = await serveApi();
  stack = await startApiStack(inject("databaseUrl"), { appUrl: `${api.url}/api/inngest` });
  await stack.sql`update public.lane_settings set start_delay_ms = 0, quiet_ms = 0`;
  ann = await stack.person("operator");
});
afterAll(async () => {
  await stack.close();
  await api.close();
});

const LINES = 60_000;
/** Neither in the head nor in the tail, which the first look sees. */
const FATAL_LINE = 20_000;

function lines(fatalLine: number): string {
  const seed = randomUUID();
  const line = (i: number) =>
    JSON.stringify({ level: i === fatalLine ? 60 : 30, time: 1_763_769_600_000 + i, msg: `${seed} ${i}` });
  return Array.from({ length: LINES }, (_, i) => `${line(i + 1)}\n`).join("");
}

async function send(content: string): Promise<string> {
  const form = new FormData();
  form.set("file", new File([content], "app.log"));
  form.set("sha256", createHash("sha256").update(content).digest("hex"));
  const headers = { authorization: `Bearer ${ann.token}` };
  const response = await fetch(`${api.url}/api/upload-logs`, { method: "POST", headers, body: form });
  expect(response.status).toBe(202);
  return (await response.json()).jobId;
}

const fileOf = async (id: string) => (await stack.sql`select * from public.log_files where id = ${id}`)[0] ?? {};

async function ended(id: string) {
  return vi.waitFor(
    async () => {
      const file = await fileOf(id);
      expect(file.status).toMatch(/completed|failed/);
      return file;
    },
    { timeout: 30_000, interval: 50 },
  );
}

async function expectEveryRowOnce(fileNo: number): Promise<void> {
  const [entries] = await stack.sql`
    select count(*)::int as rows, count(distinct record_no)::int as distinct from logs.log_entries where file_no = ${fileNo}`;
  expect(entries).toEqual({ rows: LINES, distinct: LINES });
}

const lanesOfSteps = async (id: string) =>
  (await stack.sql`select lane from public.file_steps where file_id = ${id} order by id`).map(({ lane }) => lane);

it("a Low file whose content proves critical goes on in High at its next step and ends there, every row once", async () => {
  const id = await send(lines(FATAL_LINE));
  const file = await ended(id);
  expect(file).toMatchObject({ status: "completed", lane: "high", run_lane: "high", attempts: 1, dispatch: 2 });
  expect(file.lane_reason).toMatch(new RegExp(`fatal entry.*line ${FATAL_LINE}`));
  await expectEveryRowOnce(file.no);
  const lanes = await lanesOfSteps(id);
  const raisedAt = lanes.indexOf("high");
  expect(raisedAt).toBeGreaterThan(0);
  expect(lanes.slice(0, raisedAt).every((lane) => lane === "low")).toBe(true);
  expect(lanes.slice(raisedAt).every((lane) => lane === "high")).toBe(true);
  expect(lanes.length).toBeGreaterThan(raisedAt + 1);
  // The step that met the line is the last one in Low.
  const [read] = await stack.sql`
    select sum(records)::int as low from public.file_steps where file_id = ${id} and lane = 'low'`;
  const [chunk] = await stack.sql`
    select max(first_record_no + record_count - 1)::int as last from logs.log_chunks
    where file_no = ${file.no} and first_record_no <= ${FATAL_LINE}`;
  expect(read?.low).toBe(chunk?.last);
  const kinds = await stack.sql`select kind from public.processing_events where file_id = ${id} order by id`;
  expect(kinds.map(({ kind }) => kind).slice(-5)).toEqual(["started", "raised", "requeued", "started", "completed"]);
});

it("a Low file without a critical line stays in Low to its end", async () => {
  const id = await send(lines(0));
  const file = await ended(id);
  expect(file).toMatchObject({ status: "completed", lane: "low", run_lane: "low", dispatch: 1 });
  expect(new Set(await lanesOfSteps(id))).toEqual(new Set(["low"]));
  await expectEveryRowOnce(file.no);
});
