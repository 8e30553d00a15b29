import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import type { Role } from "#lib/model/role.ts";
import { asCaller, connect, type TransactionSql } from "#lib/platform/database.ts";
import { createOrganization, createUser } from "#lib/store/store.test-kit.ts";
import { canChangeLanes, changeLaneSettings, type LaneValues } from "./change-lane-settings.ts";
import { listLaneChanges } from "./list-lane-changes.ts";
import { readLanes } from "./read-lanes.ts";

const sql = connect({ url: inject("databaseUrl"), maxConnections: 4 });
let ownerTeam: string;
let people: Record<Role | "stranger" | "nobody", string>;
let original: Record<string, unknown>[];

beforeAll(async () => {
  original = await sql`select * from public.lane_settings`;
  await createOrganization(sql);
  const [oldest] = await sql<{ id: string }[]>`select id from public.organizations order by created_at, no limit 1`;
  ownerTeam = oldest?.id ?? "";
  const member = async (role: Role) => {
    const id = await createUser(sql);
    await sql`insert into public.memberships (organization_id, user_id, role) values (${ownerTeam}, ${id}, ${role})`;
    return id;
  };
  people = {
    owner: await member("owner"),
    admin: await member("admin"),
    operator: await member("operator"),
    viewer: await member("viewer"),
    stranger: (await createOrganization(sql)).ownerId,
    nobody: await createUser(sql),
  };
});

afterEach(async () => {
  for (const row of original) {
    await sql`
      update public.lane_settings set slots = ${row.slots as number}, reserved_slots = ${row.reserved_slots as number},
        start_delay_ms = ${row.start_delay_ms as number}, quiet_ms = ${row.quiet_ms as number},
        longest_wait_ms = ${row.longest_wait_ms as number | null}, archive_after_ms = null, is_paused = false, paused_by = null,
        paused_at = null, pause_note = null where lane = ${row.lane as string}`;
  }
  await sql`delete from public.lane_changes where organization_id = ${ownerTeam}`;
});
afterAll(() => sql.end());

const as = <T>(who: keyof typeof people, work: (tx: TransactionSql) => Promise<T>) =>
  asCaller({ sub: people[who] }, work, { sql });
const change = (who: keyof typeof people, values: LaneValues, note: string | null = null) =>
  as(who, (tx) => changeLaneSettings(tx, { lane: "medium", values, note }));

describe("the lanes", () => {
  test("are changed by admins and owners of the team that owns the server, and by nobody else", async () => {
    for (const who of ["operator", "viewer", "stranger", "nobody"] as const) {
      await expect(change(who, { isPaused: true })).rejects.toMatchObject({ code: "forbidden" });
      expect(await as(who, canChangeLanes)).toBe(false);
    }
    expect(await change("admin", { slots: 5 })).toBe(true);
    expect(await change("owner", { slots: 6 })).toBe(true);
    expect(await as("admin", canChangeLanes)).toBe(true);
  });

  test("archive the originals of Low, never those of another lane", async () => {
    const day = 86_400_000;
    const archiveLow = (archiveAfterMs: number | null) =>
      as("owner", (tx) => changeLaneSettings(tx, { lane: "low", values: { archiveAfterMs }, note: null }));
    expect(await archiveLow(60 * day)).toBe(true);
    expect(await archiveLow(60 * day)).toBe(false);
    const lanes = await as("viewer", (tx) => readLanes(tx, ownerTeam));
    expect(lanes.map(({ archiveAfterMs }) => archiveAfterMs)).toEqual([null, null, 60 * day]);
    await expect(change("owner", { archiveAfterMs: day })).rejects.toMatchObject({
      code: "bad_request",
      message: expect.stringContaining("Only the originals of the Low lane"),
    });
    await expect(archiveLow(1000)).rejects.toMatchObject({ code: "bad_request" });
    expect(await archiveLow(null)).toBe(true);
    const [latest] = await as("owner", (tx) => listLaneChanges(tx, 1));
    expect(latest).toMatchObject({ from: { archiveAfterMs: 60 * day }, to: { archiveAfterMs: null } });
  });

  test("can't be changed by anon, whatever it claims", async () => {
    const asAnon = sql.begin(async (tx) => {
      await tx`select set_config('role', 'anon', true)`;
      await tx`select public.change_lane('low', '{"isPaused": true}')`;
    });
    await expect(asAnon).rejects.toMatchObject({ code: "42501" });
  });

  test("say who paused them, when and why, to the owning team; others learn that they are paused", async () => {
    await change("admin", { isPaused: true }, "  The disk is nearly full. ");
    const seenBy = async (who: keyof typeof people) =>
      (await as(who, (tx) => readLanes(tx, ownerTeam))).find(({ lane }) => lane === "medium");
    expect(await seenBy("viewer")).toMatchObject({
      isPaused: true,
      pausedBy: `${people.admin}@example.com`,
      pausedAtMs: expect.any(Number),
      pauseNote: "The disk is nearly full.",
    });
    expect(await seenBy("stranger")).toMatchObject({ isPaused: true, pausedBy: null });
    await change("owner", { isPaused: false });
    expect(await seenBy("viewer")).toMatchObject({
      isPaused: false,
      pausedBy: null,
      pausedAtMs: null,
      pauseNote: null,
    });
  });

  test("keep a record of who changed what from what to what and why, for their team", async () => {
    await change("admin", { slots: 3, reservedSlots: 1 }, "More devices at night.");
    await change("owner", { isPaused: true });
    await change("owner", { isPaused: true }, "asked twice");
    expect(await as("viewer", (tx) => listLaneChanges(tx))).toMatchObject([
      { kind: "paused", actor: `${people.owner}@example.com`, from: { isPaused: false }, to: { isPaused: true } },
      {
        kind: "changed",
        lane: "medium",
        actor: `${people.admin}@example.com`,
        from: { slots: 2, reservedSlots: 0 },
        to: { slots: 3, reservedSlots: 1 },
        note: "More devices at night.",
      },
    ]);
    expect(await as("stranger", (tx) => listLaneChanges(tx))).toEqual([]);
  });

  test.each<[string, LaneValues, RegExp]>([
    ["more reserved slots than slots", { reservedSlots: 3 }, /Reserved slots \(3\) must not exceed .* \(2\)/],
    ["no slots at all", { slots: 0 }, /slots must be a whole number from 1 to 100/],
    ["a part of a slot", { slots: 1.5 }, /slots must be a whole number/],
    ["a day and more", { longestWaitMs: 86_400_001 }, /longestWaitMs must be/],
    ["a negative delay", { startDelayMs: -1 }, /startDelayMs must be/],
  ])("refuse %s and say so", async (_case, values, message) => {
    await expect(change("owner", values)).rejects.toMatchObject({
      code: "bad_request",
      message: expect.stringMatching(message),
    });
    expect(await as("owner", (tx) => listLaneChanges(tx))).toEqual([]);
  });

  test("lose their longest wait by null", async () => {
    await change("owner", { longestWaitMs: 60_000 });
    await change("owner", { longestWaitMs: null });
    const [change1] = await as("owner", (tx) => listLaneChanges(tx));
    expect(change1).toMatchObject({ from: { longestWaitMs: 60_000 }, to: { longestWaitMs: null } });
  });

  test("tell the browsers of every team", async () => {
    const messages = async () =>
      (await sql<{ n: number }[]>`select count(*)::int as n from realtime.messages where event = 'lane'`)[0]?.n ?? 0;
    const before = await messages();
    await change("owner", { quietMs: 200 });
    const [teams] = await sql<{ n: number }[]>`select count(*)::int as n from public.organizations`;
    expect((await messages()) - before).toBe(teams?.n);
  });
});
