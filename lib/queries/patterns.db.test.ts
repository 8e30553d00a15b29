import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { patternBook } from "#lib/ingest/pattern-book.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import type { PatternOrder } from "#lib/model/pattern-list.ts";
import { connect } from "#lib/platform/database.ts";
import { addPatternCounts, loadPatterns } from "#lib/store/pattern-rows.ts";
import { createDeployment } from "./deployment.test-kit.ts";
import { listNewPatterns } from "./list-new-patterns.ts";
import { listPatterns } from "./list-patterns.ts";
import { createFile, createTeam, type TestTeam } from "./stored-file.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

let team: TestTeam;
let other: TestTeam;
beforeAll(async () => {
  team = await createTeam(sql, "Patterns");
  other = await createTeam(sql, "Others");
});

/** Stores the patterns of these lines as a reading of the file would; lines that begin with ! are errors. */
async function read(of: TestTeam, fileNo: number, lines: readonly string[]): Promise<void> {
  const place = { fileNo, organizationNo: of.organizationNo };
  const book = patternBook(of.organizationNo, await loadPatterns(sql, place));
  const counts = await book.countsOf(sql, book.tally(lines.map(recordOf)));
  await sql.begin((tx) => addPatternCounts(tx, place, counts));
}

function recordOf(line: string, index: number): FileRecord {
  const isError = line.startsWith("!");
  return {
    kind: "record",
    recordNumber: index + 1,
    byteOffset: 0,
    byteLength: 1,
    timestampUs: null,
    severityNumber: isError ? 17 : 9,
    body: isError ? line.slice(1) : line,
  };
}

const list = (fileId: string, order: PatternOrder = "count", page = { after: 0, limit: 100 }) =>
  team.asMember((tx) => listPatterns(tx, { fileId, order, ...page }));

describe("listPatterns", () => {
  const opened = (user: string) => `door opened for user ${user} at gate 4`;
  let first: { id: string; no: number };
  let second: { id: string; no: number };
  beforeAll(async () => {
    first = await createFile(sql, team);
    second = await createFile(sql, team);
    await read(team, first.no, [opened("avery"), opened("blake"), "cache emptied", "cache emptied", "cache emptied"]);
    await read(team, second.no, [
      opened("casey"),
      opened("devon"),
      "!disk 3 is full",
      opened("ellis"),
      "cache emptied",
    ]);
  });

  test("counts a pattern that was merged later as the merged one, in both files", async () => {
    const merged = "door opened for user <*> at gate <*>";
    expect((await list(first.id)).patterns.map(({ template, count }) => [template, count])).toEqual([
      ["cache emptied", 3],
      [merged, 2],
    ]);
    const page = await list(second.id);
    expect(page).toMatchObject({ total: 3, records: 5, nextCursor: null });
    expect(page.patterns[0]).toMatchObject({
      template: merged,
      count: 3,
      level: 9,
      firstRecordNumber: 1,
      lastRecordNumber: 4,
      isNew: false,
      team: { files: 2, devices: 0 },
    });
  });

  test("says what no file before has", async () => {
    const { patterns } = await list(second.id, "new");
    expect(patterns.map(({ template, isNew, level }) => [template, isNew, level])[0]).toEqual([
      "disk <*> is full",
      true,
      17,
    ]);
    expect(patterns.slice(1).every(({ isNew }) => !isNew)).toBe(true);
    expect((await list(first.id)).patterns.every(({ isNew }) => isNew)).toBe(true);
  });

  test("orders by rarity and goes on where a page ended", async () => {
    const page = await list(second.id, "rare", { after: 0, limit: 2 });
    expect(page.patterns.map(({ count }) => count)).toEqual([1, 1]);
    const rest = await list(second.id, "rare", { after: page.nextCursor ?? -1, limit: 2 });
    expect([rest.patterns.map(({ count }) => count), rest.nextCursor]).toEqual([[3], null]);
  });

  test("tells when the team saw it first and last", async () => {
    const [pattern] = (await list(first.id)).patterns;
    expect(pattern?.team.lastSeenMs).toBeGreaterThan(0);
    expect(pattern?.team.firstSeenMs).toBeGreaterThan(0);
  });

  test("a file without records has none, and another team's file is not there", async () => {
    const empty = await createFile(sql, team);
    expect(await list(empty.id)).toEqual({ total: 0, records: 0, patterns: [], nextCursor: null });
    const theirs = await createFile(sql, other);
    await expect(list(theirs.id)).rejects.toThrow("There is no such file");
  });

  test("the same line has the same id in another team", async () => {
    const theirs = await createFile(sql, other);
    await read(other, theirs.no, ["cache emptied"]);
    const [pattern] = (
      await other.asMember((tx) => listPatterns(tx, { fileId: theirs.id, order: "count", after: 0, limit: 1 }))
    ).patterns;
    expect(pattern).toMatchObject({ id: (await list(first.id)).patterns[0]?.id, team: { files: 1 } });
  });
});

describe("listNewPatterns", () => {
  async function run(name: string, outcomes: [device: string, outcome: string, lines: string[]][]) {
    const deployment = await createDeployment(sql, team, name);
    const subjects: string[] = [];
    for (const [device, outcome, lines] of outcomes) {
      const fileId = await deployment.addFile({ device, name: `${device}.log` });
      await deployment.addInstallation(fileId, { outcome });
      const [row] = await sql<{ no: number; subject: string }[]>`
        select no, coalesce(device_id, id) as subject from public.log_files where id = ${fileId}`;
      await read(team, row?.no ?? 0, lines);
      subjects.push(row?.subject ?? "");
    }
    return (index: number) =>
      team.asMember((tx) => listNewPatterns(tx, { deploymentId: deployment.id, deviceId: subjects[index] ?? "" }));
  }

  test("lists what the last successful run does not have, worst first, and names that run", async () => {
    const newOf = await run("One failed", [
      ["FIN-01", "succeeded", ["setup started", "files copied: 20"]],
      ["FIN-02", "succeeded", ["setup started", "files copied: 30", "shortcut made"]],
      [
        "FIN-03",
        "failed",
        ["setup started", "files copied: 4", "rolling back", "!cannot write 7 files", "shortcut made"],
      ],
    ]);
    const found = await newOf(2);
    expect(found.failed).toMatchObject({ deviceName: "FIN-03", product: "Tallybook" });
    expect(found.comparedWith).toMatchObject({ deviceName: "FIN-02", fileName: "FIN-02.log" });
    expect(found.patterns.map(({ template }) => template)).toEqual(["cannot write <*> files", "rolling back"]);
    expect(found.total).toBe(2);
  });

  test("says so when the product never succeeded", async () => {
    const newOf = await run("All failed", [["FIN-11", "failed", ["setup started"]]]);
    expect(await newOf(0)).toMatchObject({ failed: { deviceName: "FIN-11" }, comparedWith: null, patterns: [] });
  });

  test("compares nothing for a device that did not fail", async () => {
    const newOf = await run("Fine", [["FIN-21", "succeeded", ["setup started"]]]);
    expect(await newOf(0)).toEqual({ failed: null, comparedWith: null, total: 0, patterns: [] });
  });

  test("a device of another team is not there", async () => {
    const newOf = await run("Ours", [["FIN-31", "failed", ["setup started"]]]);
    await newOf(0);
    const [row] = await sql<{ deployment: string; subject: string }[]>`
      select v.deployment_id as deployment, v.subject_id as subject from public.deployment_devices v
      join public.deployments d on d.id = v.deployment_id where d.name = 'Ours' limit 1`;
    const asked = other.asMember((tx) =>
      listNewPatterns(tx, { deploymentId: row?.deployment ?? "", deviceId: row?.subject ?? "" }),
    );
    await expect(asked).rejects.toThrow("There is no such device");
  });
});
