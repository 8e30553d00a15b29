import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connect } from "#lib/platform/database.ts";
import { type SearchResult, search } from "./search.ts";
import { createFile, createTeam, type TestTeam } from "./stored-file.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

let team: TestTeam;
let others: TestTeam;

beforeAll(async () => {
  team = await createTeam(sql, "Searchers");
  others = await createTeam(sql, "Other searchers");
  const [deployment] = await sql<{ id: string }[]>`
    insert into public.deployments (organization_id, name) values (${team.organizationId}, 'Tallybook 4.2.0') returning id`;
  const [device] = await sql<{ id: string }[]>`
    insert into public.devices (organization_id, name) values (${team.organizationId}, 'WS-TALLY-1') returning id`;
  await sql`insert into public.devices (organization_id, name) values (${team.organizationId}, '100%_idle')`;
  await createFile(sql, team, {
    name: "install.log",
    device_id: device?.id ?? null,
    deployment_id: deployment?.id ?? null,
  });
  await sql`
    update public.log_files set first_failing_line = ${sql.json({ recordNumber: 41, byteOffset: 9, timestampUs: null, text: "no SID", code: "0x80070534" })}
    where organization_id = ${team.organizationId}`;
});

const find = (text: string, as = team): Promise<SearchResult> =>
  as.asMember((tx) => search(tx, { organizationId: team.organizationId, text, limit: 6 }));
const names = (result: SearchResult) =>
  [result.deployments, result.devices, result.files].map((list) => list.map(({ name }) => name));

test.each([
  ["a part of a name, whatever its case", "tally", [["Tallybook 4.2.0"], ["WS-TALLY-1"], []]],
  ["a file's name", "install", [[], [], ["install.log"]]],
  ["characters that mean something to LIKE, as themselves", "%_", [[], ["100%_idle"], []]],
  ["nothing", "  ", [[], [], []]],
] as const)("finds by %s", async (_, text, expected) => {
  expect(names(await find(text))).toEqual(expected);
});

test("knows where a device was installed last", async () => {
  const { devices, deployments } = await find("tally");
  expect(devices[0]?.deploymentId).toBe(deployments[0]?.id);
});

test("finds a file by the code of its first failing line, and says which line", async () => {
  const { files } = await find("0x8007");
  expect(files).toMatchObject([{ name: "install.log", code: "0x80070534", recordNumber: 41, device: "WS-TALLY-1" }]);
});

test("finds nothing of a team that somebody does not belong to", async () => {
  expect(names(await find("tally", others))).toEqual([[], [], []]);
});
