import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "#app/api/_testing/api-stack.ts";
import { serveApi } from "#app/api/_testing/serve-api.ts";

let api: Awaited<ReturnType<typeof serveApi>>;
let stack: ApiStack;
let ann: TestPerson;
beforeAll(async () => {
  api = await serveApi();
  // Retries at once; crons are left to their minute.
  const settings = { retryBackoffMs: [20], retryJitterMs: 0 };
  stack = await startApiStack(inject("databaseUrl"), { appUrl: `${api.url}/api/inngest`, settings });
  await stack.sql`update public.lane_settings set start_delay_ms = 300, quiet_ms = 300`;
});
afterAll(async () => {
  await stack.close();
  await api.close();
});
beforeEach(async () => {
  ann = await stack.person("operator");
});

async function call(path: string, init: RequestInit = {}) {
  const headers = { authorization: `Bearer ${ann.token}`, ...init.headers };
  const response = await fetch(`${api.url}${path}`, { ...init, headers });
  return { status: response.status, body: await response.json() };
}

async function send(content: string): Promise<string> {
  const form = new FormData();
  form.set("file", new File([content], "app.log"));
  form.set("sha256", createHash("sha256").update(content).digest("hex"));
  const { status, body } = await call("/api/upload-logs", { method: "POST", body: form });
  expect(status).toBe(202);
  return body.jobId;
}

function lines(count: number, level: number): string {
  const seed = randomUUID();
  return Array.from(
    { length: count },
    (_, i) =>
      `${JSON.stringify({ level, time: 1_763_769_600_000 + i, pid: 7, hostname: "web-1", msg: `${seed} ${i}` })}\n`,
  ).join("");
}

async function ended(jobId: string) {
  return vi.waitFor(
    async () => {
      const { body } = await call(`/api/stats/${jobId}`);
      expect(body.state).toMatch(/completed|failed/);
      return body;
    },
    { timeout: 30_000, interval: 50 },
  );
}

it.each([
  ["high", 60],
  ["low", 30],
])("reads a file of lane %s to its end, alarms and all", async (lane, level) => {
  const job = await ended(await send(lines(500, level)));
  expect(job).toMatchObject({ state: "completed", lane, records: 500, rejects: 0, error: null });
});

it("ends a file as a dead letter when every try failed, and reads the next one", async () => {
  await stack.sql`alter table logs.log_chunks rename to log_chunks_away`;
  try {
    const job = await ended(await send(lines(10, 60)));
    expect(job).toMatchObject({ state: "failed", error: { details: { isDeadLetter: true } } });
    expect(job.error.message).toMatch(/log_chunks/);
  } finally {
    await stack.sql`alter table logs.log_chunks_away rename to log_chunks`;
  }
  expect(await ended(await send(lines(10, 60)))).toMatchObject({ state: "completed", records: 10 });
});

it("refuses what a page of a browser sends to the address of the engine", async () => {
  const headers = { origin: "http://127.0.0.1:5000", "content-type": "text/plain" };
  const response = await fetch(`${api.url}/api/inngest?fnId=sluice-sweep&stepId=step`, {
    method: "POST",
    headers,
    body: "{}",
  });
  expect(response.status).toBe(403);
});
