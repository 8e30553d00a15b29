import { afterAll, beforeEach, expect, inject, it, vi } from "vitest";
import { connect } from "#lib/platform/database.ts";
import { createOrganization, createRunningFile, type TestOrganization } from "#lib/store/store.test-kit.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";
import { resendUnsent } from "./resend-unsent.ts";

const sql = connect({ url: inject("databaseUrl"), maxConnections: 2 });
afterAll(() => sql.end());

let team: TestOrganization;
let fileId: string;
beforeEach(async () => {
  team = await createOrganization(sql);
  fileId = (await createRunningFile(sql, team)).id;
  await sql`update public.log_files set dispatched_at = null where id = ${fileId}`;
  return async () => {
    await sql`delete from public.log_files where organization_id = ${team.id}`;
  };
});

/** A queue that is away for so many calls; `started` are the files it took. */
function ports(failures: number): { ports: DispatchPorts; started: string[] } {
  const started: string[] = [];
  let left = failures;
  const start: DispatchPorts["queue"]["start"] = async (files) => {
    if (left-- > 0) throw new TypeError("fetch failed");
    started.push(...files.map((file) => `${file.fileId}:${file.dispatch}`));
  };
  return { ports: { sql, queue: { start, stop: async () => {}, wakeAt: async () => {} } }, started };
}

async function isMarked(): Promise<boolean> {
  const [row] = await sql<{ isMarked: boolean }[]>`
    select dispatched_at is not null as "isMarked" from public.log_files where id = ${fileId}`;
  return row?.isMarked ?? false;
}

it("a queue that is away is asked again without anyone waiting, until it takes the file", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const queue = ports(2);
  await dispatch([{ fileId, organizationId: team.id, lane: "high", dispatch: 1 }], queue.ports);
  expect(queue.started).toEqual([]);
  expect(await isMarked()).toBe(false);
  await expect.poll(isMarked, { timeout: 20_000 }).toBe(true);
  expect(queue.started).toEqual([`${fileId}:1`]);
});

it("a server that starts sends what one that was killed had decided but not sent", async () => {
  const queue = ports(0);
  await resendUnsent(queue.ports);
  expect(queue.started).toContain(`${fileId}:1`);
  expect(await isMarked()).toBe(true);
});
