import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect } from "#lib/platform/database.ts";
import { listFileEvents } from "./list-file-events.ts";
import { listRejects } from "./list-rejects.ts";
import { createFile, createTeam, type TestTeam } from "./stored-file.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

let team: TestTeam;
let others: TestTeam;
let fileId: string;

beforeAll(async () => {
  team = await createTeam(sql, "Keepers");
  others = await createTeam(sql, "Other keepers");
  fileId = (await createFile(sql, team, { reject_count: 1200 })).id;
  for (const recordNo of [12, 7, 30]) {
    await sql`
      insert into public.error_tracking (organization_id, file_id, kind, record_no, byte_offset, byte_length, text, reason)
      values (${team.organizationId}, ${fileId}, 'reject', ${recordNo}, ${recordNo * 100}, 40,
        ${recordNo === 30 ? "x".repeat(4000) : `piece ${recordNo}`}, 'No time, no action.')`;
  }
  await sql`
    insert into public.error_tracking (organization_id, file_id, kind, byte_offset, reason)
    values (${team.organizationId}, ${fileId}, 'exception', 5, 'Storage was away.')`;
});

describe("what was kept as text", () => {
  const list = (input: { after?: number; limit?: number } = {}) =>
    team.asMember((tx) => listRejects(tx, { fileId, after: 0, limit: 100, ...input }));

  test("comes in the order of the file with place and reason, without exceptions", async () => {
    const page = await list();
    expect(page).toMatchObject({ total: 1200, nextCursor: null });
    expect(page.rejects.map(({ recordNumber }) => recordNumber)).toEqual([7, 12, 30]);
    expect(page.rejects[0]).toEqual({
      recordNumber: 7,
      byteOffset: 700,
      byteLength: 40,
      text: "piece 7",
      isCut: false,
      reason: "No time, no action.",
    });
    expect(page.rejects[2]).toMatchObject({ isCut: true });
    expect(page.rejects[2]?.text).toHaveLength(1000);
  });

  test("comes page by page", async () => {
    const first = await list({ limit: 2 });
    expect(first.nextCursor).toBe(12);
    const next = await list({ limit: 2, after: first.nextCursor ?? 0 });
    expect(next.rejects.map(({ recordNumber }) => recordNumber)).toEqual([30]);
    expect(next.nextCursor).toBeNull();
  });
});

describe("the history of a file", () => {
  beforeAll(async () => {
    const [member] = await sql<{ id: string }[]>`
      select user_id as id from public.memberships where organization_id = ${team.organizationId}`;
    const [stranger] = await sql<{ id: string }[]>`
      select user_id as id from public.memberships where organization_id = ${others.organizationId}`;
    const add = (kind: string, actor: string | null) => sql`
      insert into public.processing_events (organization_id, file_id, kind, from_status, to_status, actor, reason, details)
      values (${team.organizationId}, ${fileId}, ${kind}, null, 'pending', ${actor}, ${`It was ${kind}.`}, '{"lane":"high"}')`;
    await add("received", member?.id ?? null);
    await add("queued", null);
    await add("cancelled", stranger?.id ?? null);
  });

  test("tells what happened, oldest first, and who of the team did it", async () => {
    const events = await team.asMember((tx) => listFileEvents(tx, fileId));
    expect(events.map(({ kind, isSystem, reason }) => [kind, isSystem, reason])).toEqual([
      ["received", false, "It was received."],
      ["queued", true, "It was queued."],
      ["cancelled", false, "It was cancelled."],
    ]);
    expect(events[0]?.actor).toMatch(/@example\.org$/);
    expect(events[1]).toMatchObject({ actor: null, details: { lane: "high" } });
  });

  test("does not tell the address of somebody who is not in the team", async () => {
    const events = await team.asMember((tx) => listFileEvents(tx, fileId));
    expect(events[2]).toMatchObject({ actor: null, isSystem: false });
  });

  test("the address of a member is not told to another team", async () => {
    const [member] = await sql<{ id: string }[]>`
      select user_id as id from public.memberships where organization_id = ${team.organizationId}`;
    const [known] = await others.asMember(
      (tx) => tx<{ email: string | null }[]>`
        select private.member_email(${team.organizationId}, ${member?.id ?? null}) as email`,
    );
    expect(known?.email).toBeNull();
  });
});

test.each([
  ["what was kept", (tx: Parameters<typeof listRejects>[0]) => listRejects(tx, { fileId, after: 0, limit: 10 })],
  ["its history", (tx: Parameters<typeof listRejects>[0]) => listFileEvents(tx, fileId)],
])("another team does not find %s", async (_, read) => {
  await expect(others.asMember<unknown>(read)).rejects.toMatchObject({ code: "not_found" });
});
