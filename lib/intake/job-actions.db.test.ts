import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { ingestStep, type StepPorts } from "#lib/ingest/ingest-step.ts";
import type { TestFile } from "#lib/store/store.test-kit.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { cancel } from "./cancel.ts";
import { discard } from "./discard.ts";
import { type ActionBench, actionBench, pauseLanes } from "./job-actions.test-kit.ts";
import { moveLane } from "./move-lane.ts";
import { reingest } from "./reingest.ts";
import { retry } from "./retry.ts";

let bench: ActionBench;
beforeAll(async () => {
  bench = await actionBench(inject("databaseUrl"));
});
beforeEach(() => pauseLanes(bench.sql, true));
afterAll(async () => {
  await pauseLanes(bench.sql, false);
  await bench.sql`delete from public.log_files where organization_id = ${bench.team.id}`;
  await bench.sql.end();
});

const ask = (fileId: string, note?: string) => ({ fileId, sender: bench.ann, note });

/** How many of them came through; the others must have been told that somebody was faster. */
async function winners(calls: Promise<unknown>[]): Promise<number> {
  const settled = await Promise.allSettled(calls);
  for (const one of settled) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "conflict" });
  return settled.filter((one) => one.status === "fulfilled").length;
}

describe("retry", () => {
  test("lets a dead letter wait anew with all its tries, and go on at its checkpoint", async () => {
    const long = new Date(Date.now() - 3_600_000);
    const { id } = await bench.job("failed", { queued_at: long, started_at: long });
    await bench.sql`
      insert into public.file_progress (file_id, organization_id, checkpoint, checkpoint_no)
      values (${id}, ${bench.team.id}, '{"at": 9}', 4)`;
    expect(await retry(ask(id, "Disk is free again"), bench.ports)).toEqual({ jobId: id });
    const row = await bench.rowOf(id);
    expect(row).toMatchObject({ job_state: "waiting", error: null, attempts: 0, started_at: null, finished_at: null });
    expect((row.queued_at as Date).getTime()).toBeGreaterThan(long.getTime());
    const [progress] =
      await bench.sql`select checkpoint, checkpoint_no from public.file_progress where file_id = ${id}`;
    expect(progress).toEqual({ checkpoint: { at: 9 }, checkpoint_no: 4 });
    expect(await bench.eventsOf(id)).toMatchObject([
      {
        kind: "retried",
        from_status: "failed",
        to_status: "pending",
        actor: bench.ann.userId,
        reason: "Retried; it goes on where it stopped: Disk is free again.",
        details: { attempts: 3, lane: "low", note: "Disk is free again" },
      },
    ]);
  });

  test("starts it at once when its lane is free", async () => {
    await pauseLanes(bench.sql, false);
    const { id } = await bench.job("failed", { lane: "high" });
    await retry(ask(id), bench.ports);
    expect(await bench.rowOf(id)).toMatchObject({ status: "processing", dispatch: 2 });
    expect(bench.started).toContainEqual(expect.objectContaining({ fileId: id, dispatch: 2 }));
    await cancel(ask(id), bench.ports);
  });

  test("asked for twice at once happens once", async () => {
    const { id } = await bench.job("failed");
    expect(await winners([retry(ask(id), bench.ports), retry(ask(id), bench.ports)])).toBe(1);
    expect(await bench.eventsOf(id)).toHaveLength(1);
  });

  test("and discard at once: one of the two", async () => {
    const { id } = await bench.job("failed");
    expect(await winners([retry(ask(id), bench.ports), discard(ask(id), bench.ports)])).toBe(1);
    const [event, ...others] = await bench.eventsOf(id);
    const { job_state: state } = await bench.rowOf(id);
    expect(others).toEqual([]);
    expect(state).toBe(event?.kind === "retried" ? "waiting" : "discarded");
  });

  test.each(["waiting", "running", "completed"] as const)("does not touch a job that is %s", async (state) => {
    const { id } = await bench.job(state);
    await expect(retry(ask(id), bench.ports)).rejects.toThrow(/Only a dead letter or a cancelled job can be retried/);
    expect(await bench.eventsOf(id)).toEqual([]);
  });
});

describe("discard", () => {
  test("puts a dead letter away with its note; it stays failed, and what failed is still told", async () => {
    const { id } = await bench.job("failed");
    await discard(ask(id, "  Known\0damage on '; drop table --  "), bench.ports);
    expect(await bench.rowOf(id)).toMatchObject({
      status: "failed",
      job_state: "discarded",
      discard_note: "Known␀damage on '; drop table --",
      discarded_by: bench.ann.userId,
      error: { message: "Stopped at byte 12." },
    });
    expect(await bench.eventsOf(id)).toMatchObject([{ kind: "discarded", from_status: "failed", to_status: "failed" }]);
    await expect(retry(ask(id), bench.ports)).rejects.toThrow("This job was discarded.");
  });

  test("is for dead letters only", async () => {
    const { id } = await bench.job("cancelled");
    await expect(discard(ask(id), bench.ports)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("move", () => {
  test("puts a waiting job into another lane, with who did it and why", async () => {
    const { id } = await bench.job("waiting", { first_lane: "low" });
    const [person] = await bench.sql`select email from auth.users where id = ${bench.ann.userId}`;
    const moved = await moveLane({ ...ask(id, "The director waits"), lane: "high" }, bench.ports);
    expect(moved).toEqual({ jobId: id, lane: "high", isMoved: true });
    const reason = `Moved to High by ${person?.email}: The director waits.`;
    expect(await bench.rowOf(id)).toMatchObject({
      lane: "high",
      lane_reason: reason,
      first_lane: "low",
      status: "pending",
    });
    expect(await bench.eventsOf(id)).toMatchObject([
      { kind: "moved", reason, details: { lane: "high", fromLane: "low" } },
    ]);
  });

  test("of a running job is in force at its very next step", async () => {
    const { id } = await bench.job("running");
    await moveLane({ ...ask(id), lane: "medium" }, bench.ports);
    expect(await bench.rowOf(id)).toMatchObject({ lane: "medium", job_state: "waiting", attempts: 2 });
    expect(await bench.eventsOf(id)).toMatchObject([
      { kind: "moved", from_status: "processing", to_status: "pending" },
    ]);
    const ports: StepPorts = { sql: bench.sql, openSource: () => bytesSource(new Uint8Array(1)), now: Date.now };
    expect(await ingestStep({ fileId: id, dispatch: 1, budgetMs: 100 }, ports)).toMatchObject({ status: "superseded" });
  });

  test("to where it is changes nothing, twice at once moves once, and what has ended stays", async () => {
    const { id } = await bench.job("waiting");
    expect(await moveLane({ ...ask(id), lane: "low" }, bench.ports)).toMatchObject({ isMoved: false });
    const twice = [1, 2].map(() => moveLane({ ...ask(id), lane: "high" }, bench.ports));
    expect((await Promise.all(twice)).filter(({ isMoved }) => isMoved)).toHaveLength(1);
    expect(await bench.eventsOf(id)).toHaveLength(1);
    const { id: ended } = await bench.job("completed");
    await expect(moveLane({ ...ask(ended), lane: "high" }, bench.ports)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("read again from the start", () => {
  const bytes = new Uint8Array(readFileSync(new URL("../formats/fixtures/msi-failed.log", import.meta.url)));

  async function readToItsEnd(file: TestFile): Promise<void> {
    await pauseLanes(bench.sql, true);
    const [row] = await bench.sql<{ dispatch: number }[]>`
      update public.log_files set status = 'processing', dispatch = dispatch + 1, dispatched_at = now(), started_at = now()
      where id = ${file.id} returning dispatch`;
    const ports: StepPorts = { sql: bench.sql, openSource: () => bytesSource(bytes), now: Date.now };
    const step = await ingestStep({ fileId: file.id, dispatch: row?.dispatch ?? 0, budgetMs: 60_000 }, ports);
    expect(step.status).toBe("completed");
  }

  async function stored({ id, no }: TestFile) {
    const [counts] = await bench.sql`
      select (select count(*)::int from logs.log_entries where file_no = ${no}) as entries,
        (select count(*)::int from logs.log_chunks where file_no = ${no}) as chunks,
        (select count(*)::int from logs.minute_counts where file_no = ${no}) as minutes,
        (select count(*)::int from public.installation_logs where file_id = ${id}) as installations,
        (select count(*)::int from public.error_tracking where file_id = ${id}) as errors,
        (select count(*)::int from public.alerts where file_id = ${id}) as alerts,
        (select count(*)::int from public.alerts a join public.installation_logs i on i.id = a.installation_log_id
          where a.file_id = ${id}) as linked`;
    return counts;
  }

  async function fileInStorage(): Promise<TestFile> {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const file = await bench.job("waiting", { size_bytes: bytes.length, sha256 });
    await bench.sql`insert into storage.objects (bucket_id, name)
      select bucket, object_key from public.log_files where id = ${file.id}`;
    return file;
  }

  test("forgets what was read, and has the same again afterwards, alerts exactly once", async () => {
    const file = await fileInStorage();
    await readToItsEnd(file);
    const before = await stored(file);
    expect(before).toMatchObject({ chunks: 1, installations: 1, alerts: 1, linked: 1 });
    await reingest(ask(file.id, "New parser"), bench.ports);
    expect(await stored(file)).toEqual({
      entries: 0,
      chunks: 0,
      minutes: 0,
      installations: 0,
      errors: 0,
      alerts: 1,
      linked: 0,
    });
    expect(await bench.rowOf(file.id)).toMatchObject({
      job_state: "waiting",
      record_count: 0,
      first_failing_line: null,
    });
    expect((await bench.eventsOf(file.id)).at(-1)).toMatchObject({
      kind: "reingested",
      from_status: "completed",
      details: { recordsBefore: before?.entries, note: "New parser" },
    });
    await readToItsEnd(file);
    expect(await stored(file)).toEqual(before);
  });

  test("is refused while the job waits or runs, and nothing of it is forgotten", async () => {
    const file = await fileInStorage();
    await readToItsEnd(file);
    const before = await stored(file);
    await bench.sql`update public.log_files set status = 'processing' where id = ${file.id}`;
    await expect(reingest(ask(file.id), bench.ports)).rejects.toThrow(/is running\. Only a job that has ended/);
    expect(await stored(file)).toEqual(before);
  });

  test("needs the original", async () => {
    const { id } = await bench.job("completed");
    await expect(reingest(ask(id), bench.ports)).rejects.toThrow(/original of this file is not in storage any more/);
    expect(await bench.rowOf(id)).toMatchObject({ job_state: "completed" });
  });

  test("twice at once happens once", async () => {
    const file = await fileInStorage();
    await readToItsEnd(file);
    expect(await winners([reingest(ask(file.id), bench.ports), reingest(ask(file.id), bench.ports)])).toBe(1);
  });

  test("takes a discard back", async () => {
    const file = await fileInStorage();
    await bench.sql`update public.log_files set status = 'failed', discarded_at = now(), discard_note = 'x' where id = ${file.id}`;
    await reingest(ask(file.id), bench.ports);
    expect(await bench.rowOf(file.id)).toMatchObject({ job_state: "waiting", discarded_at: null, discard_note: null });
  });
});

describe("who may", () => {
  const actions = {
    retry: (id: string, sender = bench.ann) => retry({ fileId: id, sender }, bench.ports),
    reingest: (id: string, sender = bench.ann) => reingest({ fileId: id, sender }, bench.ports),
    discard: (id: string, sender = bench.ann) => discard({ fileId: id, sender }, bench.ports),
    move: (id: string, sender = bench.ann) => moveLane({ fileId: id, sender, lane: "high" }, bench.ports),
    cancel: (id: string, sender = bench.ann) => cancel({ fileId: id, sender }, bench.ports),
  };

  test.each(Object.entries(actions))("%s: no viewer, no stranger, no id that is none", async (_, action) => {
    const { id } = await bench.job("failed");
    const before = await bench.rowOf(id);
    await expect(action(id, bench.viewer)).rejects.toThrow(/Viewers may read but not/);
    await expect(action(id, bench.viewer)).rejects.toMatchObject({ code: "forbidden" });
    await expect(action(id, bench.stranger)).rejects.toMatchObject({ code: "not_found" });
    await expect(action("not-an-id")).rejects.toMatchObject({ code: "not_found" });
    expect(await bench.rowOf(id)).toEqual(before);
  });
});
