import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "../../_testing/api-stack.ts";
import { request, rowOf, sent, text } from "../../_testing/intake-kit.ts";
import { POST as pause } from "./[lane]/pause/route.ts";
import { POST as resume } from "./[lane]/resume/route.ts";
import { PATCH as patch } from "./[lane]/route.ts";
import { GET as changes } from "./changes/route.ts";
import { GET as list } from "./route.ts";

let stack: ApiStack;
let owner: TestPerson;
let viewer: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  stack = await startApiStack(inject("databaseUrl"));
  await stack.person("owner");
  const [oldest] = await stack.sql<{ id: string }[]>`
    select id from public.organizations order by created_at, no limit 1`;
  owner = await stack.person("owner", oldest?.id);
  viewer = await stack.person("viewer", oldest?.id);
  stranger = await stack.person("owner");
  await stack.sql`update public.lane_settings set start_delay_ms = 0, quiet_ms = 0`;
});
afterEach(async () => {
  await stack.sql`update public.lane_settings set is_paused = false, paused_by = null, paused_at = null, pause_note = null`;
  await stack.sql`update public.lane_settings set slots = 2, reserved_slots = 0 where lane = 'medium'`;
  await stack.sql`delete from public.lane_changes`;
});
afterAll(() => stack.close());

const of = (lane: string) => ({ params: Promise.resolve({ lane }) });
function init(method: string, body?: unknown): RequestInit {
  return body === undefined
    ? { method }
    : { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}
async function answer(response: Response) {
  return { status: response.status, body: await response.json() };
}
const paused = async (who: TestPerson | null, lane: string, body?: unknown) =>
  answer(await pause(request(`/api/v1/lanes/${lane}/pause`, who, init("POST", body)), of(lane)));
const resumed = async (who: TestPerson | null, lane: string) =>
  answer(await resume(request(`/api/v1/lanes/${lane}/resume`, who, init("POST")), of(lane)));
const patched = async (who: TestPerson | null, lane: string, body: unknown) =>
  answer(await patch(request(`/api/v1/lanes/${lane}`, who, init("PATCH", body)), of(lane)));

it("tells every member the settings, and whether they may change them", async () => {
  const seen = async (who: TestPerson) => (await answer(await list(request("/api/v1/lanes", who)))).body;
  expect(await seen(owner)).toMatchObject({
    canChange: true,
    lanes: [
      { lane: "high", slots: 4, reservedSlots: 2, longestWaitMs: null, isPaused: false, pausedBy: null },
      { lane: "medium", slots: 2, pausedAtMs: null },
      { lane: "low", slots: 1, longestWaitMs: 1_800_000 },
    ],
  });
  expect((await seen(viewer)).canChange).toBe(false);
  expect((await seen(stranger)).canChange).toBe(false);
});

it("holds a paused lane's files, and starts them in the very call that resumes it", async () => {
  expect(await paused(owner, "medium", { note: "Moving the database." })).toMatchObject({
    status: 200,
    body: { changed: true, started: 0, lane: { isPaused: true, pauseNote: "Moving the database." } },
  });
  const fileId = await sent(stack, owner, text(), { lane: "medium" });
  expect((await rowOf(stack, fileId)).status).toBe("pending");
  const sentBefore = stack.events.length;
  expect(await resumed(owner, "medium")).toMatchObject({
    status: 200,
    body: { changed: true, started: 1, lane: { isPaused: false, pausedBy: null } },
  });
  expect((await rowOf(stack, fileId)).status).toBe("processing");
  expect(stack.events.slice(sentBefore).map(({ id }) => id)).toContain(`${fileId}:1`);
  const { body } = await answer(await changes(request("/api/v1/lanes/changes", viewer)));
  expect(body.changes.map(({ kind }: { kind: string }) => kind)).toEqual(["resumed", "paused"]);
  await stack.sql`update public.log_files set status = 'failed' where id = ${fileId}`;
});

it("starts more files at once when a lane gets more slots", async () => {
  await patched(owner, "medium", { slots: 1 });
  const first = await sent(stack, owner, text(), { lane: "medium" });
  const second = await sent(stack, owner, text(), { lane: "medium" });
  expect((await rowOf(stack, second)).status).toBe("pending");
  expect(await patched(owner, "medium", { slots: 2, note: "Enough memory." })).toMatchObject({ body: { started: 1 } });
  expect((await rowOf(stack, second)).status).toBe("processing");
  await stack.sql`update public.log_files set status = 'failed' where id in (${first}, ${second})`;
});

it("answers the same again when nothing differs", async () => {
  expect(await paused(owner, "low")).toMatchObject({ body: { changed: true } });
  expect(await paused(owner, "low")).toMatchObject({ status: 200, body: { changed: false, lane: { isPaused: true } } });
});

it("is refused to everybody but admins of the team that owns the server", async () => {
  for (const [who, status] of [
    [viewer, 403],
    [stranger, 403],
    [null, 401],
  ] as const) {
    expect((await paused(who, "high")).status).toBe(status);
    expect((await resumed(who, "high")).status).toBe(status);
    expect((await patched(who, "high", { slots: 9 })).status).toBe(status);
  }
  expect((await paused(viewer, "high")).body.error).toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("only admins and owners"),
  });
});

it.each([
  ["an unknown lane", "urgent", { slots: 3 }, 404, "high, medium and low"],
  ["nothing to change", "high", {}, 422, "name what to change"],
  ["an unknown field", "high", { slot: 3 }, 422, "slot"],
  ["slots out of range", "high", { slots: 101 }, 422, "from 1 to 100"],
  ["reserved slots beyond the slots", "medium", { reservedSlots: 3 }, 400, "must not exceed"],
  ["a wait below a second", "low", { longestWaitMs: 10 }, 422, "from 1000 to 86400000 (null for none)"],
  ["the archive of another lane", "high", { archiveAfterMs: 86_400_000 }, 400, "Low lane"],
  ["an archive within the hour", "low", { archiveAfterMs: 60_000 }, 422, "from 3600000 to 315360000000"],
  ["a note without end", "low", { slots: 1, note: "x".repeat(501) }, 422, "at most 500"],
])("refuses %s", async (_case, lane, body, status, message) => {
  const refused = await patched(owner, lane, body);
  expect(refused).toMatchObject({ status, body: { error: { message: expect.stringContaining(message) } } });
});
