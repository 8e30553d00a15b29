import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "../_testing/api-stack.ts";
import { announce, request, sent, text, withId } from "../_testing/intake-kit.ts";
import { GET as getQueueStatus } from "../queue-status/route.ts";
import { GET as getJob } from "./[jobId]/route.ts";
import { GET as getStats } from "./route.ts";

let stack: ApiStack;
let ann: TestPerson;
let stranger: TestPerson;
beforeAll(async () => {
  stack = await startApiStack(inject("databaseUrl"));
});
afterAll(() => stack.close());
beforeEach(async () => {
  ann = await stack.person("operator");
  stranger = await stack.person("operator");
  stack.events.length = 0;
});
afterEach(async () => {
  stack.setInngestAway(false);
  // Other tests' files must not fill the lanes.
  await stack.sql`update public.log_files set status = 'completed', finished_at = now() where status <> 'completed'`;
});

describe("GET /api/queue-status", () => {
  it("answers without a token, with totals only", async () => {
    const response = await getQueueStatus(request("/api/queue-status", null));
    expect(response.status).toBe(200);
    const { lanes } = await response.json();
    expect(Object.keys(lanes)).toEqual(["high", "medium", "low"]);
    for (const lane of Object.values(lanes)) {
      expect(Object.keys(lane as object).sort()).toEqual(["oldestWaitMs", "running", "waiting"]);
    }
  });

  it("asks a client that asks too often to wait", async () => {
    const ask = () =>
      getQueueStatus(request("/api/queue-status", null, { headers: { "x-forwarded-for": "203.0.113.9" } }));
    const answers = await Promise.all(Array.from({ length: 70 }, ask));
    const refused = answers.find((response) => response.status === 429);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused?.json()).toMatchObject({ error: { code: "rate_limited" } });
  });
});

describe("GET /api/stats", () => {
  it("adds up the caller's organisations and nobody else's", async () => {
    const fileId = await sent(stack, ann, text());
    await stack.sql`
      update public.log_files set status = 'completed', record_count = 2, reject_count = 1,
        severity_counts = '{"info": 1, "error": 1}' where id = ${fileId}`;
    await announce(ann, text("again"));
    const stats = await (await getStats(request("/api/stats", ann))).json();
    expect(stats).toMatchObject({ files: { completed: 1, pending: 1, duplicates: 0 }, records: 2, rejects: 1 });
    expect(stats.severities).toMatchObject({ info: 1, error: 1, fatal: 0 });
    expect(stats.formats).toEqual({ pino: { files: 1, records: 2 } });
    const others = await (await getStats(request("/api/stats", stranger))).json();
    expect(others).toMatchObject({ files: { completed: 0, pending: 0 }, records: 0, formats: {} });
    expect((await getStats(request("/api/stats", null))).status).toBe(401);
  });

  it("tells a job, and a linked one as the file it is linked to", async () => {
    const content = text();
    const fileId = await sent(stack, ann, content);
    await stack.sql`update public.log_files set status = 'completed', record_count = 2 where id = ${fileId}`;
    const copy = (await announce(ann, content)).body.file.id;
    const ask = async (person: TestPerson, id: string) => {
      const response = await getJob(request(`/api/stats/${id}`, person), withId("jobId", id));
      return { status: response.status, body: await response.json() };
    };
    expect((await ask(ann, fileId)).body).toMatchObject({
      jobId: fileId,
      state: "completed",
      records: 2,
      format: "pino",
    });
    expect((await ask(ann, copy)).body).toMatchObject({
      jobId: copy,
      state: "completed",
      records: 2,
      duplicateOf: { id: fileId },
    });
    expect((await ask(stranger, fileId)).status).toBe(404);
    expect((await ask(ann, randomUUID())).status).toBe(404);
    expect((await ask(ann, "x")).status).toBe(404);
  });
});
