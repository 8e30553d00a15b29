import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect } from "#lib/platform/database.ts";
import { type LaneSlicesInput, readLaneSlices } from "./lane-slices.ts";
import { createFile, createTeam, type TestTeam } from "./stored-file.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

const NOW_MS = Date.UTC(2026, 2, 12, 12, 0, 30);
const at = (seconds: number) => new Date(NOW_MS + seconds * 1000);

describe("the lanes over time", () => {
  let team: TestTeam;
  const slicesOf = (input: Partial<LaneSlicesInput> = {}, who = team) =>
    who.asMember((tx) =>
      readLaneSlices(tx, { organizationId: team.organizationId, lanes: [], range: "1h", nowMs: NOW_MS, ...input }),
    );

  beforeAll(async () => {
    team = await createTeam(sql, "Slices");
    const done = {
      lane: "high",
      queued_at: at(-130),
      started_at: at(-120),
      size_bytes: 100,
      record_count: 9,
      reject_count: 1,
    };
    await createFile(sql, team, { ...done, finished_at: at(-110) });
    await createFile(sql, team, { ...done, queued_at: at(-150), finished_at: at(-100) });
    const failed = { lane: "high", status: "failed", queued_at: at(-20), started_at: at(-15), finished_at: at(-10) };
    const error = { code: "unprocessable", message: "x" };
    await createFile(sql, team, { ...failed, error });
    await createFile(sql, team, { ...failed, error, discarded_at: at(-1) });
    await createFile(sql, team, { ...failed, error: { code: "cancelled", message: "x" } });
    await createFile(sql, team, { lane: "low", queued_at: at(-7200), started_at: at(-7100), finished_at: at(-7000) });
    await createFile(sql, team, { lane: "low", status: "pending", queued_at: at(-5) });
  });

  test("an hour is 60 minutes of each lane, High first, the last one the present", async () => {
    const slices = await slicesOf();
    expect(slices).toHaveLength(180);
    expect(slices.slice(0, 60).every(({ lane }) => lane === "high")).toBe(true);
    expect(slices.at(-1)).toMatchObject({ lane: "low", atMs: Date.UTC(2026, 2, 12, 12), started: 0, waitP50Ms: null });
  });

  test("waits count where a file started, volume and processing where it ended", async () => {
    const busy = (await slicesOf({ lanes: ["high"] })).filter(
      (slice) => slice.started + slice.completed + slice.failed > 0,
    );
    expect(busy).toEqual([
      {
        lane: "high",
        atMs: Date.UTC(2026, 2, 12, 11, 58),
        started: 2,
        completed: 2,
        failed: 0,
        records: 20,
        bytes: 200,
        waitP50Ms: 20_000,
        waitP95Ms: 29_000,
        processingP50Ms: 15_000,
        processingP95Ms: 19_500,
      },
      {
        lane: "high",
        atMs: Date.UTC(2026, 2, 12, 12),
        started: 3,
        completed: 0,
        failed: 2,
        records: 0,
        bytes: 0,
        waitP50Ms: 5_000,
        waitP95Ms: 5_000,
        processingP50Ms: null,
        processingP95Ms: null,
      },
    ]);
  });

  test.each([
    ["24h", 48],
    ["7d", 56],
  ] as const)("%s has what an hour has not", async (range, count) => {
    const low = await slicesOf({ lanes: ["low"], range });
    expect(low).toHaveLength(count);
    expect(low.reduce((sum, { completed }) => sum + completed, 0)).toBe(1);
  });

  test("another team sees only zeros", async () => {
    const slices = await slicesOf({}, await createTeam(sql, "Other slices"));
    expect(slices.some(({ started, completed, failed }) => started + completed + failed > 0)).toBe(false);
  });
});
