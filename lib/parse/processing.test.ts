import { describe, expect, it } from "vitest";
import { chunksOf, evtxFile } from "#lib/formats/events/evtx.test-kit.ts";
import { laptopEvents } from "#lib/formats/events/evtx-events.test-kit.ts";
import type { RecordContent, RecordProcessor } from "#lib/model/record-processor.ts";
import { DEFAULT_REDACTION_RULES, type RedactionMode } from "#lib/model/redaction.ts";
import { createRedactor } from "#lib/normalise/redact/redactor.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { MAX_RECORDS_OF_ONE } from "./output-budget.ts";
import { chunkedSource, readAll } from "./read-all.test-kit.ts";

const SECRET = "S3cretvalue9";
const redactorOf = (password: RedactionMode) =>
  createRedactor(
    { ...DEFAULT_REDACTION_RULES, builtIn: { ...DEFAULT_REDACTION_RULES.builtIn, password } },
    new Uint8Array(32),
  );

function processor(process: (record: RecordContent) => unknown, change: Partial<RecordProcessor> = {}) {
  return { name: "team-items", version: 1, formats: ["pino"], process, ...change } as RecordProcessor;
}

const lines = (count: number) =>
  Buffer.from(
    Array.from(
      { length: count },
      (_, i) => `${JSON.stringify({ level: 30, time: 1_795_305_600_000 + i, msg: `line ${i}`, n: i })}\n`,
    ).join(""),
  );

/** Every third record is dropped, every third made three of, the rest gets a team. */
const mixed = processor((record) => {
  const n = Number(record.attributes?.n);
  if (n % 3 === 0) return [];
  const own = { ...record, attributes: { ...record.attributes, team: "field" } };
  return n % 3 === 1 ? [own] : [0, 1, 2].map((part) => ({ ...own, body: `${record.body}, part ${part}` }));
});

const readWith = (bytes: Uint8Array, ...processors: RecordProcessor[]) =>
  readAll({ source: bytesSource(bytes), format: "pino", processors, redactor: redactorOf("mask") });

describe("openReader with a processor", () => {
  it("enriches, drops and splits, each record in the place of the one it came from", async () => {
    const bytes = lines(6);
    const { records, reading, bytes: kept } = await readWith(bytes, mixed);
    expect(kept.equals(bytes)).toBe(true);
    expect(records.map(({ recordNumber, body }) => [recordNumber, body])).toEqual([
      [1, "line 1"],
      [2, "line 2, part 0"],
      [3, "line 2, part 1"],
      [4, "line 2, part 2"],
      [5, "line 4"],
      [6, "line 5, part 0"],
      [7, "line 5, part 1"],
      [8, "line 5, part 2"],
    ]);
    for (const { byteOffset, byteLength, body } of records) {
      const raw = JSON.parse(bytes.subarray(byteOffset, byteOffset + byteLength).toString());
      expect(raw.msg).toBe(body.split(",", 1)[0]);
    }
    expect(records.every((record) => record.kind === "record" && record.attributes?.team === "field")).toBe(true);
    expect(reading.notes).toEqual([
      "The processor team-items (version 1) went over the records: 2 dropped, 2 split into 6, 2 changed.",
    ]);
  });

  it("gives the same records and counts whatever the chunks and from every checkpoint", async () => {
    const bytes = lines(60);
    const limits = { batchBytes: 300, maxRecordBytes: 400 };
    const input = { format: "pino", processors: [mixed], limits };
    const whole = await readAll({ source: bytesSource(bytes), ...input });
    expect(whole.batches.length).toBeGreaterThan(10);
    expect(await readAll({ source: chunkedSource(bytes, [7, 91]), ...input })).toEqual(whole);
    for (const [at, batch] of whole.batches.entries()) {
      const state = JSON.parse(JSON.stringify(batch.state));
      const resumed = await readAll({ source: bytesSource(bytes), ...input, state });
      expect(resumed.batches).toEqual(whole.batches.slice(at + 1));
      expect(resumed.reading).toEqual(whole.reading);
    }
    expect(whole.records.map(({ recordNumber }) => recordNumber)).toEqual(whole.records.map((_, index) => index + 1));
  });

  it("goes on from a checkpoint whose records were all dropped", async () => {
    const none = processor(() => []);
    const input = { format: "pino", processors: [none], limits: { batchBytes: 300, maxRecordBytes: 400 } };
    const whole = await readAll({ source: bytesSource(lines(30)), ...input });
    expect(whole.records).toEqual([]);
    expect(whole.bytes.equals(lines(30))).toBe(true);
    const resumed = await readAll({ source: bytesSource(lines(30)), ...input, state: whole.batches[1]?.state });
    expect(resumed.reading.notes[0]).toContain("30 dropped");
  });

  it("tells from which record on another version was at work", async () => {
    const limits = { batchBytes: 300, maxRecordBytes: 400 };
    const first = await readAll({ source: bytesSource(lines(30)), format: "pino", processors: [mixed], limits });
    const state = first.batches[2]?.state;
    const next = { ...mixed, version: 2 };
    const { reading } = await readAll({ source: bytesSource(lines(30)), processors: [next], limits, state });
    expect(reading.notes).toEqual([
      expect.stringMatching(/\(version 1\) went over the records up to record \d+:/),
      expect.stringMatching(/\(version 2\) went over the records from record \d+ on:/),
    ]);
  });

  it("leaves files of other formats, and pieces that could not be parsed, alone", async () => {
    const seen: string[] = [];
    const watching = processor((record) => {
      seen.push(record.body);
      return [record];
    });
    const { records } = await readWith(Buffer.concat([lines(1), Buffer.from("{broken\n")]), watching);
    expect(records.map(({ kind }) => kind)).toEqual(["record", "reject"]);
    const other = await readAll({ source: bytesSource(lines(2)), format: "plain", processors: [watching] });
    expect(other.reading.processors).toBeUndefined();
    expect(seen).toEqual(["line 0"]);
  });

  it("runs several one after the other", async () => {
    const shout = processor((record) => [{ ...record, body: record.body.toUpperCase() }], { name: "shout" });
    const { records, reading } = await readWith(lines(3), mixed, shout);
    expect(records.map(({ body }) => body)).toEqual(["LINE 1", "LINE 2, PART 0", "LINE 2, PART 1", "LINE 2, PART 2"]);
    expect(reading.processors?.map(({ changed }) => changed)).toEqual([1, 4]);
  });
});

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

describe("a record on which a processor fails", () => {
  it.each<[string, (record: RecordContent) => unknown, string]>([
    [
      "throws",
      () => {
        throw new Error("no such team");
      },
      "it failed: no such team",
    ],
    [
      "throws what is no error",
      () => {
        throw "odd";
      },
      "it failed: odd",
    ],
    ["answers later", async (record) => [record], "it returned a promise"],
    ["returns nothing", () => undefined, "it returned no list of records"],
    ["returns no records", () => ["text"], "it returned what is no record"],
    ["gives a place", (record) => [{ ...record, byteOffset: 0 }], 'Unrecognized key: "byteOffset"'],
    ["gives a number", (record) => [{ ...record, recordNumber: 7 }], 'Unrecognized key: "recordNumber"'],
    ["gives no text", (record) => [{ ...record, body: 7 }], "body: "],
    ["gives a level that is none", (record) => [{ ...record, severityNumber: 99 }], "severityNumber: "],
    ["gives a time beyond the calendar", (record) => [{ ...record, timestampUs: 1e30 }], "timestampUs: "],
    [
      "gives what is no JSON",
      (record) => [{ ...record, attributes: { at: new Date(0) } }],
      'the attribute "at", which is no JSON',
    ],
    ["gives a circle", (record) => [{ ...record, attributes: cyclic }], "more than 100 levels deep"],
    [
      "changes what it was given",
      (record) => {
        Object.assign(record.attributes ?? {}, { team: "a" });
        return [record];
      },
      "it failed: Cannot add property team",
    ],
    ["makes too many", (record) => Array(MAX_RECORDS_OF_ONE + 1).fill(record), "more than 1000 records of one"],
    [
      "makes too much",
      (record) => [{ ...record, body: "x".repeat(20_000) }],
      /more than \d+ characters of a record of \d+ bytes/.source,
    ],
    [
      "makes too much of many",
      (record) => Array(500).fill({ ...record, body: "x".repeat(100) }),
      /more than \d+ characters/.source,
    ],
  ])("because it %s is kept as text, with the reason, and the others are read", async (_, process, reason) => {
    const failing = processor((record) => (record.attributes?.n === 1 ? process(record) : [record]));
    const bytes = lines(3);
    const { records, reading, error } = await readWith(bytes, failing);
    expect(error).toBeNull();
    const [before, kept, after] = records;
    expect([before?.body, after?.body]).toEqual(["line 0", "line 2"]);
    expect(kept).toMatchObject({ kind: "reject", recordNumber: 2, body: bytes.toString().split("\n")[1] });
    expect(kept?.kind === "reject" && kept.reason).toMatch(
      new RegExp(`^Kept as text by the processor team-items: .*${reason}`),
    );
    expect(reading.notes).toEqual([expect.stringContaining("1 kept as text because it failed on them")]);
  });
});

describe("redaction of what a processor made", () => {
  const add = (change: Partial<RecordContent>) => processor((record) => [{ ...record, ...change }]);

  it.each<[string, Partial<RecordContent>]>([
    ["text", { body: `password=${SECRET}` }],
    ["column", { url: `https://user:${SECRET}@example.com/` }],
    ["attribute", { attributes: { password: SECRET } }],
    ["attribute within others", { attributes: { login: [{ password: SECRET }] } }],
    ["shared attribute", { sharedAttributes: { password: SECRET } }],
    ["name of an attribute", { attributes: { [`password=${SECRET}`]: 1 } }],
  ])("holds for a new %s", async (_, change) => {
    const { records } = await readWith(lines(1), add(change));
    expect(records[0]?.kind).toBe("record");
    expect(JSON.stringify(records)).not.toContain(SECRET);
    expect(JSON.stringify(records)).toContain("*password***");
  });

  it("holds for a number, which stays one", async () => {
    const { records } = await readWith(lines(1), add({ attributes: { password: 481_516_2342 } }));
    expect(records[0]).toMatchObject({ attributes: { password: 9_999_999_999 } });
  });

  it("holds for the reason why it failed", async () => {
    const leaking = processor(() => {
      throw new Error(`refused password=${SECRET}`);
    });
    const { records } = await readWith(lines(1), leaking);
    expect(JSON.stringify(records)).not.toContain(SECRET);
  });

  it("holds for the records of binary logs", async () => {
    const bytes = evtxFile(chunksOf(laptopEvents()));
    const adding = { ...add({ attributes: { password: SECRET } }), formats: ["evtx"] };
    const { records } = await readAll({
      source: bytesSource(bytes),
      processors: [adding],
      redactor: redactorOf("mask"),
    });
    expect(records.length).toBeGreaterThan(2);
    expect(JSON.stringify(records)).not.toContain(SECRET);
  });

  it("leaves hashes that it passes on as they are, so that equal texts stay equal", async () => {
    const bytes = Buffer.from(`{"level":30,"msg":"a","login":{"password":"${SECRET}"}}\n`);
    const lift = processor((record) => [
      { ...record, attributes: { ...(record.attributes?.login as object), team: "a" } },
    ]);
    const input = { source: bytesSource(bytes), format: "pino", redactor: redactorOf("hash") };
    const plain = await readAll(input);
    const { records } = await readAll({ ...input, processors: [lift] });
    const [hash] = /#[0-9a-f]{11}/.exec(JSON.stringify(plain.records)) ?? [];
    expect(records[0]).toMatchObject({ attributes: { password: hash, team: "a" } });
  });
});
