import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "../../_testing/api-stack.ts";
import { json, request, rowOf, sent, text, withId } from "../../_testing/intake-kit.ts";
import { GET as getHistory } from "../files/[id]/history/route.ts";
import { POST as postAction } from "./[id]/[action]/route.ts";
import { GET as getJob } from "./[id]/route.ts";
import { POST as postBatch } from "./batch/route.ts";
import { GET as getExport } from "./export/route.ts";
import { GET as getJobs } from "./route.ts";
import { GET as getSlices } from "./slices/route.ts";

let stack: ApiStack;
let ann: TestPerson;
let viewer: TestPerson;
let stranger: TestPerson;
beforeAll(async () => {
  stack = await startApiStack(inject("databaseUrl"));
  await stack.sql`update public.lane_settings set is_paused = true`;
});
afterAll(async () => {
  await stack.sql`update public.lane_settings set is_paused = false`;
  await stack.close();
});
beforeEach(async () => {
  ann = await stack.person("operator");
  viewer = await stack.person("viewer", ann.organizationId);
  stranger = await stack.person("operator");
  stack.events.length = 0;
});
afterEach(async () => {
  await stack.sql`update public.log_files set status = 'completed', finished_at = now() where status <> 'completed'`;
});

const EVIL = "=cmd|' /C calc'!A0.log";

const answerOf = async (response: Response) => ({ status: response.status, body: await response.json() });
const list = async (who: TestPerson | null, query = "") =>
  answerOf(await getJobs(request(`/api/v1/jobs${query}`, who)));
const act = async (who: TestPerson | null, id: string, action: string, body?: unknown) => {
  const path = `/api/v1/jobs/${id}/${action}`;
  const sending = body === undefined ? request(path, who, { method: "POST" }) : json(path, who, body);
  return answerOf(await postAction(sending, { params: Promise.resolve({ id, action }) }));
};
const batch = async (who: TestPerson | null, body: unknown) =>
  answerOf(await postBatch(json("/api/v1/jobs/batch", who, body)));
const exported = (who: TestPerson | null, query: string) => getExport(request(`/api/v1/jobs/export${query}`, who));

async function deadLetter(name = "app.log"): Promise<string> {
  const id = await sent(stack, ann, text(), { name });
  const error = { code: "unprocessable", message: "Stopped at byte 12." };
  await stack.sql`update public.log_files set status = 'failed', finished_at = now(), error = ${stack.sql.json(error)} where id = ${id}`;
  return id;
}

describe("GET /api/v1/jobs", () => {
  it("lists what waits with the reason, and each job tells all of it", async () => {
    const id = await sent(stack, ann, text());
    const { status, body } = await list(ann);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      total: 1,
      counts: { "in-progress": 1, completed: 0, "dead-letters": 0 },
      nextCursor: null,
    });
    expect(body.jobs).toMatchObject([{ id, state: "waiting", waitReason: expect.stringMatching(/paused/) }]);
    const detail = await answerOf(await getJob(request(`/api/v1/jobs/${id}`, viewer), withId("id", id)));
    expect(detail.body).toMatchObject({ id, waitReason: body.jobs[0].waitReason, position: null });
    expect(detail.body.steps.map((step: { kind: string }) => step.kind)).toEqual(["received", "queued"]);
    expect((await getJob(request(`/api/v1/jobs/${id}`, stranger), withId("id", id))).status).toBe(404);
    expect((await getJob(request(`/api/v1/jobs/${id}`, null), withId("id", id))).status).toBe(401);
  });

  it("takes several values of a list, separated by commas or repeated", async () => {
    await sent(stack, ann, text());
    const found = [];
    for (const query of [
      "?lane=high,medium,low",
      "?lane=high&lane=medium&lane=low",
      "?state=waiting&source=upload&format=pino,msi",
    ]) {
      found.push((await list(ann, query)).body.total);
    }
    expect(found).toEqual([1, 1, 1]);
    expect((await list(ann, "?format=msi")).body.total).toBe(0);
    expect((await list(stranger)).body.total).toBe(0);
    expect((await list(null)).status).toBe(401);
  });

  it("refuses what it does not know, and says what of it", async () => {
    const queries = [
      "tab=none",
      "lane=urgent",
      "state=lost",
      "sort=luck",
      "limit=0",
      "limit=201",
      "cursor=x",
      "source=fax",
    ];
    for (const query of queries) {
      const { status, body } = await list(ann, `?${query}`);
      expect([query, status]).toEqual([query, 400]);
      expect(body.error).toMatchObject({
        code: "bad_request",
        message: expect.stringContaining(query.split("=")[0] ?? ""),
      });
    }
  });
});

describe("POST /api/v1/jobs/:id/:action", () => {
  it("discards with a note, retries, moves, cancels", async () => {
    const id = await deadLetter();
    expect(await act(ann, id, "discard", { note: "Known" })).toEqual({ status: 200, body: { jobId: id } });
    expect((await list(ann, "?tab=completed&state=discarded")).body.jobs).toMatchObject([
      { id, discarded: { note: "Known" } },
    ]);
    expect(await act(ann, id, "retry")).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
    const other = await deadLetter();
    expect((await act(ann, other, "retry")).status).toBe(200);
    expect((await act(ann, other, "move", { lane: "high", note: "Now" })).body).toEqual({
      jobId: other,
      lane: "high",
      isMoved: true,
    });
    expect(await rowOf(stack, other)).toMatchObject({
      lane: "high",
      lane_reason: expect.stringMatching(/^Moved to High by person-.*: Now\.$/),
    });
    expect((await act(ann, other, "cancel", { note: "Enough" })).body).toEqual({ jobId: other });
    expect((await act(ann, other, "reingest")).status).toBe(200);
    expect(await rowOf(stack, other)).toMatchObject({ status: "pending", error: null });
  });

  it("is for operators of the team, and for actions that exist", async () => {
    const id = await deadLetter();
    for (const action of ["retry", "reingest", "cancel", "discard"]) {
      expect((await act(viewer, id, action)).status).toBe(403);
      expect((await act(stranger, id, action)).status).toBe(404);
      expect((await act(null, id, action)).status).toBe(401);
    }
    expect((await act(viewer, id, "move", { lane: "high" })).status).toBe(403);
    expect((await act(ann, id, "explode")).status).toBe(404);
    expect((await act(ann, id, "move", { lane: "urgent" })).status).toBe(422);
    expect((await act(ann, id, "discard", { note: "x".repeat(501) })).status).toBe(422);
    expect(await rowOf(stack, id)).toMatchObject({ status: "failed", discarded_at: null });
  });
});

describe("POST /api/v1/jobs/batch", () => {
  it("acts on what matches, and not when that is not what was shown", async () => {
    const ids = [await deadLetter(), await deadLetter()];
    const filter = { tab: "dead-letters" };
    const { status, body } = await batch(ann, { action: "retry", filter, expected: 3 });
    expect(status).toBe(409);
    expect(body.error).toMatchObject({ code: "conflict", details: { expected: 3, total: 2 } });
    const done = await batch(ann, { action: "retry", filter, expected: 2 });
    expect(done.body).toEqual({ action: "retry", matched: 2, changed: 2, skipped: null });
    for (const id of ids) expect(await rowOf(stack, id)).toMatchObject({ status: "pending" });
  });

  it("refuses viewers, strangers' jobs and bodies that make no sense", async () => {
    await deadLetter();
    const filter = { tab: "dead-letters" };
    expect((await batch(viewer, { action: "retry", filter })).status).toBe(403);
    expect((await batch(null, { action: "retry", filter })).status).toBe(401);
    expect((await batch(stranger, { action: "retry", filter })).body).toMatchObject({ matched: 0, changed: 0 });
    expect((await batch(ann, { action: "retry" })).status).toBe(422);
    expect((await batch(ann, { action: "explode", filter })).status).toBe(422);
    expect((await batch(ann, { action: "retry", filter: { tab: "all" } })).status).toBe(422);
  });
});

describe("the audit trail as a file", () => {
  it("of the jobs that match: CSV without formulas, and JSON lines", async () => {
    const id = await deadLetter(EVIL);
    await sent(stack, ann, text());
    await act(ann, id, "discard", { note: '=1+1, "quoted"\nsecond line' });
    const response = await exported(viewer, "?as=csv&tab=completed&format=pino");
    expect(response.headers.get("content-type")).toMatch(/^text\/csv/);
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="audit-completed.csv"');
    const csv = await response.text();
    expect(csv.startsWith("at,job_id,name,kind,from,to,actor,reason,details\r\n")).toBe(true);
    expect(csv).toContain(`,${id},'${EVIL},discarded,failed,failed,person-`);
    expect(csv).toContain('"Discarded: =1+1, ""quoted""\nsecond line."');
    const lines = (await (await exported(ann, "?as=ndjson&tab=completed")).text()).trimEnd().split("\n");
    const events = lines.map((line) => JSON.parse(line));
    expect(events.map(({ kind }) => kind)).toEqual(["received", "queued", "discarded"]);
    expect(events[1]).toMatchObject({ jobId: id, name: EVIL, toStatus: "pending" });
    expect(events[2].actor).toMatch(/^person-/);
  });

  it("of one file, of a long life too: nothing lost between its pages", async () => {
    const id = await deadLetter();
    await stack.sql`
      insert into public.processing_events (organization_id, file_id, kind, to_status, reason)
      select ${ann.organizationId}, ${id}, 'test', 'failed', 'No. ' || i from generate_series(1, 2500) i`;
    const response = await getHistory(request(`/api/v1/files/${id}/history?as=ndjson`, ann), withId("id", id));
    const events = (await response.text())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events).toHaveLength(2502);
    expect(events.at(-1)).toMatchObject({ reason: "No. 2500", actor: "system" });
    const whole = await getHistory(request(`/api/v1/files/${id}/history`, ann), withId("id", id));
    expect((await whole.json()).events).toHaveLength(500);
    const csv = await getHistory(request(`/api/v1/files/${id}/history?as=csv`, ann), withId("id", id));
    expect((await csv.text()).split("\r\n")).toHaveLength(2504);
  });

  it("tells strangers nothing", async () => {
    const id = await deadLetter();
    expect(await (await exported(stranger, "?as=ndjson&tab=dead-letters")).text()).toBe("");
    expect((await exported(null, "?tab=dead-letters")).status).toBe(401);
    expect((await exported(ann, "?tab=none")).status).toBe(400);
    const history = getHistory(request(`/api/v1/files/${id}/history?as=csv`, stranger), withId("id", id));
    expect((await history).status).toBe(404);
  });

  it("ends when its reader goes away", async () => {
    const id = await deadLetter();
    const response = await getHistory(request(`/api/v1/files/${id}/history?as=csv`, ann), withId("id", id));
    await expect(response.body?.cancel()).resolves.toBeUndefined();
  });
});

describe("GET /api/v1/jobs/slices", () => {
  it("has the lanes over time, to members", async () => {
    const slices = async (who: TestPerson | null, query: string) =>
      answerOf(await getSlices(request(`/api/v1/jobs/slices${query}`, who)));
    await stack.sql`update public.log_files set started_at = now(), finished_at = now() where id = ${await deadLetter()}`;
    const { body } = await slices(viewer, "?lane=high,medium,low&range=1h");
    expect(body.slices).toHaveLength(180);
    expect(body.slices.reduce((sum: number, { failed }: { failed: number }) => sum + failed, 0)).toBe(1);
    expect((await slices(viewer, "?range=7d&lane=low")).body.slices).toHaveLength(56);
    expect((await slices(viewer, "?range=1y")).status).toBe(400);
    expect((await slices(null, "")).status).toBe(401);
  });
});
