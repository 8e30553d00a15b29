import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { ingestStep, type StepPorts } from "#lib/ingest/ingest-step.ts";
import type { ReadingChoice } from "#lib/model/reading-settings.ts";
import type { TestFile } from "#lib/store/store.test-kit.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { type ActionBench, actionBench, pauseLanes } from "./job-actions.test-kit.ts";
import { reingest } from "./reingest.ts";

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

const LINE = `<![LOG[The till opens]LOG]!><time="14:03:00.120" date="03-12-2026" component="Till" context="" type="1" thread="12" file="">\r\n`;
const bytes = new TextEncoder().encode(LINE.repeat(3));

async function readToItsEnd({ id }: TestFile): Promise<void> {
  const [row] = await bench.sql<{ dispatch: number }[]>`
    update public.log_files set status = 'processing', dispatch = dispatch + 1, dispatched_at = now(), started_at = now()
    where id = ${id} returning dispatch`;
  const ports: StepPorts = { sql: bench.sql, openSource: () => bytesSource(bytes), now: Date.now };
  const step = await ingestStep({ fileId: id, dispatch: row?.dispatch ?? 0, budgetMs: 60_000 }, ports);
  expect(step.status).toBe("completed");
}

async function readFile(): Promise<TestFile> {
  const file = await bench.job("waiting", { size_bytes: bytes.length });
  await bench.sql`insert into storage.objects (bucket_id, name)
    select bucket, object_key from public.log_files where id = ${file.id}`;
  await readToItsEnd(file);
  return file;
}

const ask = (fileId: string, choice: ReadingChoice, basedOn?: number) =>
  reingest({ fileId, sender: bench.ann, choice, basedOn }, bench.ports);

async function entriesOf({ no }: TestFile) {
  return [...(await bench.sql`select time, body from logs.log_entries where file_no = ${no} order by record_no`)];
}

describe("a file that is read again in another way", () => {
  test("has its records as the new zone and format make them, and its history says what was chosen", async () => {
    const file = await readFile();
    const [before] = await entriesOf(file);
    await ask(file.id, { timeZone: "UTC+02:00" });
    expect(await entriesOf(file)).toEqual([]);
    await readToItsEnd(file);
    const after = await entriesOf(file);
    expect(after).toHaveLength(3);
    expect(before?.time.getTime() - after[0]?.time.getTime()).toBe(2 * 3_600_000);
    await ask(file.id, { format: "plain" });
    await readToItsEnd(file);
    expect((await entriesOf(file))[0]?.body).toContain("<![LOG[");
    expect(await bench.rowOf(file.id)).toMatchObject({
      format: "plain",
      format_setting: "plain",
      time_zone_setting: "UTC+02:00",
    });
    const events = (await bench.eventsOf(file.id)).filter(({ kind }) => kind === "reingested");
    expect(events).toMatchObject([
      {
        actor: bench.ann.userId,
        reason: "Read again from the start, with the time zone UTC+02:00 (before: by content).",
        details: { settings: { timeZone: { from: null, to: "UTC+02:00" } } },
      },
      {
        reason: "Read again from the start, as Plain text (before: by content).",
        details: { settings: { format: { from: null, to: "plain" } } },
      },
    ]);
  });

  test("without a choice keeps its settings, and its history has no word of them", async () => {
    const file = await readFile();
    await bench.sql`update public.log_files set format_setting = 'cmtrace' where id = ${file.id}`;
    await ask(file.id, {});
    expect(await bench.rowOf(file.id)).toMatchObject({ format_setting: "cmtrace" });
    const event = (await bench.eventsOf(file.id)).at(-1);
    expect(event?.reason).toBe("Read again from the start.");
    expect(event?.details).not.toHaveProperty("settings");
  });

  test("gives a choice up with null", async () => {
    const file = await readFile();
    await bench.sql`update public.log_files set format_setting = 'plain' where id = ${file.id}`;
    await ask(file.id, { format: null });
    expect(await bench.rowOf(file.id)).toMatchObject({ format_setting: null });
  });

  test("is not read as a team's format of somebody else, but as its own", async () => {
    const file = await readFile();
    const add = (organizationId: string, slug: string) => bench.sql`
      insert into public.format_definitions (organization_id, slug, version, definition)
      values (${organizationId}, ${slug}, 1, ${bench.sql.json({
        id: slug,
        name: slug,
        fileNames: [],
        lane: null,
        pattern: { kind: "regex", text: "^(?<message>.*)$" },
        time: null,
        levels: {},
      })})`;
    await add(bench.stranger.organizationId, "their-feed");
    await add(bench.team.id, "our-feed");
    await expect(ask(file.id, { format: "their-feed" })).rejects.toMatchObject({ code: "unprocessable" });
    await ask(file.id, { format: "our-feed" });
    await readToItsEnd(file);
    expect(await bench.rowOf(file.id)).toMatchObject({ format: "our-feed", format_version: 1 });
  });
});

describe("nothing is changed", () => {
  test.each([
    ["for a format that does not exist", { format: "no-such" }, undefined, { code: "unprocessable" }],
    ["for a zone that does not exist", { timeZone: "Mars/Olympus" }, undefined, { code: "unprocessable" }],
    ["when it was read again since it was looked at", { format: "plain" }, 1, { code: "conflict" }],
  ])("%s", async (_, choice, basedOn, refusal) => {
    const file = await readFile();
    const before = await bench.rowOf(file.id);
    await expect(ask(file.id, choice, basedOn)).rejects.toMatchObject(refusal);
    expect(await bench.rowOf(file.id)).toEqual(before);
    expect(await entriesOf(file)).toHaveLength(3);
  });

  test("when its original is gone: the choice goes with the rest", async () => {
    const { id } = await bench.job("completed");
    await expect(ask(id, { format: "plain" })).rejects.toThrow(/original of this file is not in storage/);
    expect(await bench.rowOf(id)).toMatchObject({ format_setting: null });
  });

  test("while it runs", async () => {
    const { id } = await bench.job("running");
    await expect(ask(id, { format: "plain" })).rejects.toMatchObject({ code: "conflict" });
    expect(await bench.rowOf(id)).toMatchObject({ format_setting: null });
  });

  test("by viewers and strangers", async () => {
    const file = await readFile();
    const by = (sender: ActionBench["ann"]) =>
      reingest({ fileId: file.id, sender, choice: { format: "plain" } }, bench.ports);
    await expect(by(bench.viewer)).rejects.toMatchObject({ code: "forbidden" });
    await expect(by(bench.stranger)).rejects.toMatchObject({ code: "not_found" });
    expect(await entriesOf(file)).toHaveLength(3);
  });

  test("of an archive's format", async () => {
    const { id } = await bench.job("completed", { archive_kind: "zip" });
    await expect(ask(id, { format: "plain" })).rejects.toThrow(/archive has no format of its own/);
  });

  test("but the reading that was looked at is the one that is replaced", async () => {
    const file = await readFile();
    const { finished_at: finishedAt } = await bench.rowOf(file.id);
    await ask(file.id, { format: "plain" }, (finishedAt as Date).getTime());
    expect(await bench.rowOf(file.id)).toMatchObject({ job_state: "waiting", format_setting: "plain" });
  });
});
