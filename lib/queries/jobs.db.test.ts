import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type JobFilter, type JobSort, jobFilterSchema } from "#lib/model/job.ts";
import { asCaller, connect } from "#lib/platform/database.ts";
import { listJobs } from "./list-jobs.ts";
import { readJobDetail } from "./read-job-detail.ts";
import { readJobPage } from "./read-job-page.ts";
import { createFile, createTeam, type TestTeam } from "./stored-file.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

const filterOf = (filter: Partial<JobFilter> = {}): JobFilter =>
  jobFilterSchema.parse({ tab: "in-progress", ...filter });
const NOON = Date.UTC(2026, 2, 12, 12);
const at = (minutes: number) => new Date(NOON + minutes * 60_000);

/** Every page of `limit`; the names in order. */
async function namesOf(team: TestTeam, filter: Partial<JobFilter>, sort: JobSort = "start-order", limit = 2) {
  const names: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listJobs>> = await team.asMember((tx) =>
      listJobs(tx, { organizationId: team.organizationId, filter: filterOf(filter), sort, cursor, limit }),
    );
    names.push(...page.jobs.map((job) => job.name));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return names;
}

const pageOf = (team: TestTeam, filter: Partial<JobFilter>) =>
  team.asMember((tx) =>
    listJobs(tx, { organizationId: team.organizationId, filter: filterOf(filter), sort: "start-order", limit: 50 }),
  );

async function named(team: TestTeam, kind: "deployments" | "devices", name: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into ${sql(`public.${kind}`)} (organization_id, name) values (${team.organizationId}, ${name}) returning id`;
  return row?.id ?? "";
}

const CANCELLED = { code: "cancelled", message: "Cancelled." };
const BROKEN = { code: "unprocessable", message: "Stopped at byte 12: not valid UTF-8." };

describe("the jobs of a team", () => {
  let team: TestTeam;
  let other: TestTeam;
  beforeAll(async () => {
    team = await createTeam(sql, "Jobs");
    other = await createTeam(sql, "Other jobs");
    const deployment_id = await named(team, "deployments", "Tallybook 4.2");
    const device_id = await named(team, "devices", "LT-2207");
    const files = [
      { name: "low-old.log", status: "pending", lane: "low", queued_at: at(0), size_bytes: 5 },
      { name: "medium.log", status: "pending", lane: "medium", queued_at: at(3), format: "cmtrace", deployment_id },
      { name: "high-new.log", status: "pending", lane: "high", queued_at: at(5), device_id, source: "upload" },
      { name: "high-old.log", status: "pending", lane: "high", queued_at: at(4) },
      { name: "running.log", status: "processing", lane: "low", queued_at: at(1), started_at: at(2), size_bytes: 9 },
      { name: "retrying.log", status: "processing", lane: "high", queued_at: at(6), error: BROKEN },
      { name: "done.log", queued_at: at(0), started_at: at(1), finished_at: at(2) },
      { name: "done-later.log", queued_at: at(0), started_at: at(9), finished_at: at(10) },
      { name: "cancelled.log", status: "failed", error: CANCELLED, queued_at: at(0), finished_at: at(3) },
      { name: "broken 100%.log", status: "failed", error: BROKEN, queued_at: at(0), finished_at: at(4) },
      { name: "uploading.log", status: "pending", queued_at: null },
    ];
    for (const file of files) await createFile(sql, team, { size_bytes: 7, ...file });
    const original = await createFile(sql, team, { name: "first.log", queued_at: at(0), finished_at: at(1) });
    await createFile(sql, team, { name: "same.log", queued_at: at(1), duplicate_of: original.id });
    const put = await createFile(sql, team, {
      name: "put-away.log",
      status: "failed",
      error: BROKEN,
      finished_at: at(5),
    });
    await sql`update public.log_files set discarded_at = now(), discard_note = 'Known.' where id = ${put.id}`;
    await createFile(sql, other, { name: "secret.log", status: "pending" });
  });

  test.each([
    ["start-order", ["running.log", "retrying.log", "high-old.log", "high-new.log", "medium.log", "low-old.log"]],
    ["newest", ["retrying.log", "high-new.log", "high-old.log", "medium.log", "running.log", "low-old.log"]],
    ["oldest", ["low-old.log", "running.log", "medium.log", "high-old.log", "high-new.log", "retrying.log"]],
    ["name", ["high-new.log", "high-old.log", "low-old.log", "medium.log", "retrying.log", "running.log"]],
    ["wait", ["low-old.log", "medium.log", "high-old.log", "high-new.log", "running.log", "retrying.log"]],
  ] as [JobSort, string[]][])("in progress by %s, page by page", async (sort, names) => {
    expect(await namesOf(team, {}, sort)).toEqual(names);
  });

  test("by size, page by page, none lost among equals", async () => {
    const names = await namesOf(team, {}, "size", 1);
    expect(names[0]).toBe("running.log");
    expect(names.at(-1)).toBe("low-old.log");
    expect(new Set(names).size).toBe(6);
  });

  test("what has ended, latest first, or by how long it waited", async () => {
    const latest = ["done-later.log", "put-away.log", "cancelled.log", "done.log", "first.log"];
    expect(await namesOf(team, { tab: "completed" })).toEqual(latest);
    expect((await namesOf(team, { tab: "completed" }, "wait"))[0]).toBe("done-later.log");
    expect(await namesOf(team, { tab: "dead-letters" }, "newest")).toEqual(["broken 100%.log"]);
  });

  test.each([
    ["a lane", { lanes: ["high"] }, ["retrying.log", "high-old.log", "high-new.log"]],
    ["states", { states: ["running", "retrying"] }, ["running.log", "retrying.log"]],
    ["a format", { formats: ["cmtrace"] }, ["medium.log"]],
    ["a source", { sources: ["upload"] }, ["high-new.log"]],
    ["a deployment", { deployment: "Tallybook 4.2" }, ["medium.log"]],
    ["a device", { device: "LT-2207" }, ["high-new.log"]],
    ["text in a name", { text: "OLD" }, ["high-old.log", "low-old.log"]],
    ["text in a deployment", { text: "tallybook" }, ["medium.log"]],
    ["text in a device", { text: "2207" }, ["high-new.log"]],
    ["text that looks like a pattern", { tab: "dead-letters", text: "100%" }, ["broken 100%.log"]],
    ["a pattern that is none", { text: "%" }, []],
    ["text with NUL", { text: "a\0b" }, []],
    ["two that exclude each other", { lanes: ["low"], formats: ["cmtrace"] }, []],
  ] as [string, Partial<JobFilter>, string[]][])("narrowed to %s", async (_, filter, names) => {
    expect(await namesOf(team, filter)).toEqual(names);
  });

  test("counts each tab by the other conditions, and the total by all", async () => {
    const all = await pageOf(team, { states: ["waiting"] });
    expect(all).toMatchObject({ counts: { "in-progress": 6, completed: 5, "dead-letters": 1 }, total: 4 });
    const low = await pageOf(team, { lanes: ["low"] });
    expect(low).toMatchObject({ counts: { "in-progress": 2, completed: 0, "dead-letters": 0 }, total: 2 });
  });

  test("tells who put a dead letter away, and what a running one met last", async () => {
    const { jobs } = await pageOf(team, { tab: "completed", states: ["discarded"] });
    expect(jobs[0]).toMatchObject({ state: "discarded", discarded: { by: null, note: "Known." }, error: BROKEN });
    const { jobs: retrying } = await pageOf(team, { states: ["retrying"] });
    expect(retrying[0]).toMatchObject({ name: "retrying.log", error: BROKEN, waitReason: null, maxAttempts: 5 });
  });

  test("shows nothing to another team, and refuses a cursor of another order", async () => {
    expect(await namesOf(other, {})).toEqual(["secret.log"]);
    const seen = await other.asMember((tx) =>
      listJobs(tx, { organizationId: team.organizationId, filter: filterOf(), sort: "newest", limit: 50 }),
    );
    expect(seen).toMatchObject({ jobs: [], total: 0 });
    const input = { organizationId: team.organizationId, filter: filterOf(), limit: 1 };
    const page = await team.asMember((tx) => listJobs(tx, { ...input, sort: "newest" }));
    for (const cursor of [page.nextCursor, "x", Buffer.from('["in-progress","name",5,"x"]').toString("base64url")]) {
      await expect(team.asMember((tx) => listJobs(tx, { ...input, sort: "name", cursor }))).rejects.toThrow(
        /nextCursor/,
      );
    }
  });

  test("nobody without a team sees a job", async () => {
    const { jobs } = await asCaller(
      { sub: randomUUID() },
      (tx) => listJobs(tx, { organizationId: team.organizationId, filter: filterOf(), sort: "newest", limit: 50 }),
      { sql },
    );
    expect(jobs).toEqual([]);
  });
});

describe("one job", () => {
  let team: TestTeam;
  beforeAll(async () => {
    team = await createTeam(sql, "One job");
  });
  const detailOf = (id: string) => readJobDetail({ claims: { sub: team.userId } }, id, sql);

  test("that waits has the reason that the list has, and all limits", async () => {
    const { id } = await createFile(sql, team, { status: "pending", lane: "low", queued_at: new Date() });
    const caller = { claims: { sub: team.userId }, organizationId: team.organizationId };
    await sql`update public.lane_settings set is_paused = true where lane = 'low'`;
    try {
      const page = await readJobPage(caller, { filter: filterOf(), sort: "start-order", limit: 5 }, sql);
      const detail = await detailOf(id);
      expect(detail.waitReason).toMatch(/paused/);
      expect(detail.limits.filter((limit) => limit.isBinding)).toMatchObject([{ kind: "paused", isHolding: true }]);
      expect(detail.limits.length).toBeGreaterThan(1);
      expect(page.jobs.map((job) => job.waitReason)).toEqual([detail.waitReason]);
    } finally {
      await sql`update public.lane_settings set is_paused = false where lane = 'low'`;
    }
  });

  test("that failed has its position and its steps among its transitions, oldest first", async () => {
    const { id } = await createFile(sql, team, { status: "failed", error: BROKEN, record_count: 40 });
    const owner = { file_id: id, organization_id: team.organizationId };
    await sql`insert into public.error_tracking ${sql({ ...owner, kind: "exception", byte_offset: 141394, reason: "x" })}`;
    await sql`insert into public.processing_events ${sql([
      { ...owner, kind: "started", to_status: "processing", reason: "High has a free slot.", at: at(1) },
      { ...owner, kind: "failed", to_status: "failed", reason: BROKEN.message, at: at(3) },
    ])}`;
    const step = { ...owner, dispatch: 1, lane: "high", duration_ms: 900, records: 40 };
    await sql`insert into public.file_steps ${sql([
      { ...step, step_no: 1, attempt: 1, started_at: at(1), error: "The storage is away." },
      { ...step, step_no: 1, attempt: 2, started_at: at(2), error: null },
    ])}`;
    const detail = await detailOf(id);
    expect(detail.position).toEqual({ recordNumber: 40, byteOffset: 141394 });
    expect(detail.steps.map((one) => [one.kind, one.attempt, one.error])).toEqual([
      ["started", 0, null],
      ["retry", 1, "The storage is away."],
      ["step", 2, null],
      ["failed", 0, null],
    ]);
    expect(detail.steps[2]).toMatchObject({ durationMs: 900, records: 40, atMs: at(2).getTime() });
  });

  test("of another team, of nobody and of no id is not found", async () => {
    const other = await createTeam(sql, "Strangers");
    const { id } = await createFile(sql, other, { status: "pending" });
    for (const unknown of [id, randomUUID(), "not-an-id"]) {
      await expect(detailOf(unknown)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
