import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { asCaller, connect, type TransactionSql } from "#lib/platform/database.ts";
import { createUser } from "#lib/store/store.test-kit.ts";
import { changeAlertState, muteAlertCause, unmuteAlertCause } from "./change-alert.ts";
import { countAlertCauses, listAlertCauses } from "./list-alert-causes.ts";
import { listAlerts } from "./list-alerts.ts";
import { readAlertHistory } from "./read-alert-history.ts";
import { readMissedAlerts } from "./read-missed-alerts.ts";
import { createFile, createTeam, type TestTeam } from "./stored-file.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

let fingerprint = 0;

interface TeamWithPeople extends TestTeam {
  fileId: string;
  asOperator: TestTeam["asMember"];
}

async function teamWithPeople(name: string): Promise<TeamWithPeople> {
  const team = await createTeam(sql, name);
  const operatorId = await createUser(sql);
  await sql`
    insert into public.memberships (organization_id, user_id, role) values (${team.organizationId}, ${operatorId}, 'operator')`;
  const file = await createFile(sql, team, { stored_at: new Date() });
  const asOperator = <T>(work: (tx: TransactionSql) => Promise<T>) => asCaller({ sub: operatorId }, work, { sql });
  return { ...team, fileId: file.id, asOperator };
}

/** A raised alert; alerts of one cause get devices of their own. */
async function raise(team: TeamWithPeople, cause: string): Promise<string> {
  fingerprint++;
  const [device] = await sql<{ id: string }[]>`
    insert into public.devices (organization_id, name) values (${team.organizationId}, ${`LT-${fingerprint}`}) returning id`;
  const [alert] = await sql<{ id: string }[]>`
    insert into public.alerts (organization_id, rule, fingerprint, cause, title, subject, file_id, device_id, line)
    values (${team.organizationId}, 'installation-failed', ${`f${fingerprint}`}, ${cause}, ${`${cause} failed on LT-${fingerprint}`},
      ${`${cause} failed`}, ${team.fileId}, ${device?.id ?? null},
      ${sql.json({ recordNumber: 7, byteOffset: 0, timestampUs: null, text: "boom", code: "1603" })})
    returning id`;
  return alert?.id ?? "";
}

const organization = (team: TestTeam) => ({ organizationId: team.organizationId });
const stateOf = async (id: string) => (await sql`select state from public.alerts where id = ${id}`)[0]?.state;
const notices = (team: TestTeam, event: string) => sql<{ payload: Record<string, unknown> }[]>`
  select payload from realtime.messages where topic = ${`org:${team.organizationId}`} and event = ${event}
  order by inserted_at`;

describe("changing the state of alerts", () => {
  let team: TeamWithPeople;
  let others: TeamWithPeople;
  beforeAll(async () => {
    team = await teamWithPeople("Alert states");
    others = await teamWithPeople("Alert states of others");
  });

  test("an operator acknowledges, resolves and reopens; who and when is kept", async () => {
    const id = await raise(team, "walk");
    for (const [state, kind] of [
      ["acknowledged", "acknowledged"],
      ["resolved", "resolved"],
      ["open", "reopened"],
    ] as const) {
      const note = `because ${kind}`;
      expect(await team.asOperator((tx) => changeAlertState(tx, { alertId: id, state, note }))).toEqual({ changed: 1 });
      const { alerts } = await team.asMember((tx) => listAlerts(tx, { ...organization(team), limit: 1 }));
      expect(alerts[0]).toMatchObject({ id, state, note, changedBy: expect.stringContaining("@") });
      expect(alerts[0]?.changedAtMs).toBeGreaterThan(Date.now() - 60_000);
    }
    const { history } = await team.asMember((tx) => readAlertHistory(tx, { ...organization(team), alertId: id }));
    expect(history.map((entry) => entry.kind)).toEqual(["reopened", "resolved", "acknowledged", "raised"]);
    expect(history[0]).toMatchObject({ actor: expect.stringContaining("@"), note: "because reopened", count: 1 });
  });

  test("asking twice is asking once", async () => {
    const id = await raise(team, "twice");
    const acknowledge = () => team.asOperator((tx) => changeAlertState(tx, { alertId: id, state: "acknowledged" }));
    const answers = await Promise.all([acknowledge(), acknowledge(), acknowledge()]);
    expect(answers.map(({ changed }) => changed).sort()).toEqual([0, 0, 1]);
    const events = await sql`select 1 from public.alert_events where alert_id = ${id}`;
    expect(events).toHaveLength(1);
  });

  test("what is resolved can't be acknowledged any more", async () => {
    const id = await raise(team, "late");
    await team.asOperator((tx) => changeAlertState(tx, { alertId: id, state: "resolved" }));
    expect(await team.asOperator((tx) => changeAlertState(tx, { alertId: id, state: "acknowledged" }))).toEqual({
      changed: 0,
    });
    expect(await stateOf(id)).toBe("resolved");
  });

  test("a whole cause changes together, tells it once, and is reopened as it was closed", async () => {
    const earlier = await raise(team, "many");
    await team.asOperator((tx) => changeAlertState(tx, { alertId: earlier, state: "resolved" }));
    const ids = [await raise(team, "many"), await raise(team, "many"), await raise(team, "many")];
    const [chosen = ""] = ids;
    const change = (state: "acknowledged" | "open", wholeCause: boolean) =>
      team.asOperator((tx) => changeAlertState(tx, { alertId: chosen, state, wholeCause }));
    expect(await change("acknowledged", true)).toEqual({ changed: 3 });
    const told = (await notices(team, "alert-state")).filter(({ payload }) => payload.cause === "many");
    expect(told.at(-1)?.payload).toMatchObject({ state: "acknowledged", count: 3 });
    expect(new Set(told.at(-1)?.payload.ids as string[])).toEqual(new Set(ids));
    expect(await change("open", true)).toEqual({ changed: 3 });
    expect(await stateOf(earlier)).toBe("resolved");
  });

  test("one alert of a cause can be acknowledged alone", async () => {
    const [one, other] = [await raise(team, "alone"), await raise(team, "alone")];
    await team.asOperator((tx) => changeAlertState(tx, { alertId: one, state: "acknowledged" }));
    expect([await stateOf(one), await stateOf(other)]).toEqual(["acknowledged", "open"]);
  });

  test("viewers see everything and change nothing", async () => {
    const id = await raise(team, "viewer");
    const refused = { code: "forbidden", message: "Viewers cannot change alerts. Ask an admin." };
    const asViewer = team.asMember;
    await expect(asViewer((tx) => changeAlertState(tx, { alertId: id, state: "resolved" }))).rejects.toMatchObject(
      refused,
    );
    await expect(asViewer((tx) => muteAlertCause(tx, { alertId: id, minutes: 60 }))).rejects.toMatchObject(refused);
    await expect(asViewer((tx) => unmuteAlertCause(tx, { alertId: id }))).rejects.toMatchObject(refused);
    await expect(
      asViewer((tx) => tx`update public.alerts set state = 'resolved' where id = ${id}`),
    ).rejects.toMatchObject({
      code: "42501",
    });
    expect(await stateOf(id)).toBe("open");
    const page = await asViewer((tx) => listAlertCauses(tx, { ...organization(team), state: "open", limit: 100 }));
    expect(page.causes.map((cause) => cause.cause)).toContain("viewer");
  });

  test("to another team the alert does not exist", async () => {
    const id = await raise(team, "foreign");
    const missing = { code: "not_found", message: "There is no such alert." };
    const asOther = others.asOperator;
    await expect(asOther((tx) => changeAlertState(tx, { alertId: id, state: "resolved" }))).rejects.toMatchObject(
      missing,
    );
    await expect(asOther((tx) => muteAlertCause(tx, { alertId: id, minutes: 60 }))).rejects.toMatchObject(missing);
    await expect(asOther((tx) => readAlertHistory(tx, { ...organization(team), alertId: id }))).rejects.toMatchObject(
      missing,
    );
    expect(await stateOf(id)).toBe("open");
  });

  test("anon may not even ask", async () => {
    const id = await raise(team, "anon");
    const ask = sql.begin(async (tx) => {
      await tx`select set_config('role', 'anon', true)`;
      await changeAlertState(tx, { alertId: id, state: "resolved" });
    });
    await expect(ask).rejects.toMatchObject({ code: "forbidden" });
    expect(await stateOf(id)).toBe("open");
  });
});

describe("muting a cause", () => {
  let team: TeamWithPeople;
  beforeAll(async () => {
    team = await teamWithPeople("Mutes");
  });

  test("marks what is raised from then on, until somebody ends it", async () => {
    const first = await raise(team, "noisy");
    const { mutedUntilMs } = await team.asOperator((tx) => muteAlertCause(tx, { alertId: first, minutes: 60 }));
    expect(mutedUntilMs).toBeGreaterThan(Date.now() + 59 * 60_000);
    await raise(team, "noisy");
    await raise(team, "other");
    expect(await team.asOperator((tx) => unmuteAlertCause(tx, { alertId: first }))).toEqual({ changed: true });
    expect(await team.asOperator((tx) => unmuteAlertCause(tx, { alertId: first }))).toEqual({ changed: false });
    await raise(team, "noisy");
    const raised = (await notices(team, "alert")).map(({ payload }) => [payload.cause, payload.isMuted]);
    expect(raised).toEqual([
      ["noisy", false],
      ["noisy", true],
      ["other", false],
      ["noisy", false],
    ]);
    const told = (await notices(team, "alert-mute")).map(({ payload }) => payload);
    expect(told).toEqual([
      { cause: "noisy", isMuted: true },
      { cause: "noisy", isMuted: false },
    ]);
    const { history } = await team.asMember((tx) => readAlertHistory(tx, { ...organization(team), alertId: first }));
    expect(history.map((entry) => entry.kind).filter((kind) => kind !== "raised")).toEqual(["unmuted", "muted"]);
    expect(history.find((entry) => entry.kind === "muted")?.untilMs).toBe(mutedUntilMs);
  });

  test("is shown with its end, and past its end not at all", async () => {
    const id = await raise(team, "passing");
    const { mutedUntilMs } = await team.asOperator((tx) => muteAlertCause(tx, { alertId: id, minutes: 5 }));
    const read = async () => {
      const { causes } = await team.asMember((tx) =>
        listAlertCauses(tx, { ...organization(team), state: null, limit: 50 }),
      );
      return causes.find((cause) => cause.cause === "passing")?.mutedUntilMs;
    };
    expect(await read()).toBe(mutedUntilMs);
    await sql`update public.alert_mutes set muted_until = now() - interval '1 second' where cause = 'passing'`;
    expect(await read()).toBeNull();
  });

  test.each([0, 10_081])("refuses %d minutes", async (minutes) => {
    const id = await raise(team, "span");
    await expect(team.asOperator((tx) => muteAlertCause(tx, { alertId: id, minutes }))).rejects.toMatchObject({
      code: "bad_request",
    });
  });
});

describe("alerts by cause", () => {
  let team: TeamWithPeople;
  beforeAll(async () => {
    team = await teamWithPeople("Causes");
    for (const cause of ["a", "b", "a", "c", "a", "a"]) await raise(team, cause);
  });
  const list = (input: { state?: "open" | "acknowledged" | null; before?: number | null; limit?: number }) =>
    team.asMember((tx) =>
      listAlertCauses(tx, {
        ...organization(team),
        state: input.state ?? null,
        before: input.before,
        limit: input.limit ?? 10,
      }),
    );

  test("come with the one that fired last first, counting devices, with the newest lines", async () => {
    const { causes } = await list({ state: "open" });
    expect(causes.map(({ cause, alertCount, deviceCount }) => [cause, alertCount, deviceCount])).toEqual([
      ["a", 4, 4],
      ["c", 1, 1],
      ["b", 1, 1],
    ]);
    expect(causes[0]?.title).toBe("a failed on 4 devices");
    expect(causes[1]?.title).toMatch(/^c failed on LT-/);
    expect(causes[0]?.others).toHaveLength(2);
    const nos = [causes[0]?.lead.no ?? 0, ...(causes[0]?.others.map(({ no }) => no) ?? [])];
    expect(nos).toEqual(nos.toSorted((a, b) => b - a));
    expect(causes[0]?.lead.file?.arrivedAtMs).toBeGreaterThan(0);
  });

  test("come page by page", async () => {
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, before: first.nextCursor });
    expect([...first.causes, ...second.causes].map(({ cause }) => cause)).toEqual(["a", "c", "b"]);
    expect(second.nextCursor).toBeNull();
  });

  test("are in each state that has alerts of theirs; the feed says the one that needs attention", async () => {
    const { causes } = await list({ state: "open" });
    const leadId = causes[0]?.lead.id ?? "";
    await team.asOperator((tx) => changeAlertState(tx, { alertId: leadId, state: "acknowledged" }));
    expect((await list({ state: "acknowledged" })).causes.map(({ cause, alertCount }) => [cause, alertCount])).toEqual([
      ["a", 1],
    ]);
    expect((await list({ state: "open" })).causes.map(({ cause }) => cause)).toEqual(["a", "c", "b"]);
    const feed = await list({});
    expect(feed.causes.find(({ cause }) => cause === "a")).toMatchObject({ state: "open", alertCount: 4 });
    expect(feed.counts).toEqual({ open: 3, acknowledged: 1, resolved: 0 });
    expect(await team.asMember((tx) => countAlertCauses(tx, team.organizationId))).toEqual(feed.counts);
  });
});

test("a browser learns what was raised after its cursor, without what is muted or handled", async () => {
  const team = await teamWithPeople("Missed");
  const missed = (afterNo: number | null) =>
    team.asMember((tx) => readMissedAlerts(tx, { ...organization(team), afterNo }));
  expect(await missed(null)).toEqual({ count: 0, newest: [], lastNo: 0 });
  const seen = await raise(team, "seen");
  const { lastNo: cursor } = await missed(null);
  await team.asOperator((tx) => muteAlertCause(tx, { alertId: seen, minutes: 60 }));
  await raise(team, "seen");
  const handled = await raise(team, "handled");
  await team.asOperator((tx) => changeAlertState(tx, { alertId: handled, state: "acknowledged" }));
  const open = [];
  for (let n = 0; n < 4; n++) open.push(await raise(team, "new"));
  const { count, newest, lastNo } = await missed(cursor);
  expect(count).toBe(4);
  expect(newest.map(({ id }) => id)).toEqual(open.toReversed().slice(0, 3));
  expect(await missed(lastNo)).toMatchObject({ count: 0, lastNo });
});
