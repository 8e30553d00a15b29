import { describe, expect, it } from "vitest";
import { chunksOf, evtxFile } from "#lib/formats/events/evtx.test-kit.ts";
import { laptopEvents } from "#lib/formats/events/evtx-events.test-kit.ts";
import { DEFAULT_REDACTION_RULES } from "#lib/model/redaction.ts";
import { createRedactor } from "#lib/normalise/redact/redactor.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { chunkedSource, coverageGap, readAll } from "./read-all.test-kit.ts";

const redactor = createRedactor(DEFAULT_REDACTION_RULES, new Uint8Array(32));
const SECRET = "S3cretvalue9";

describe("openReader with a redactor", () => {
  it.each([
    ["UTF-8", Buffer.from(`{"level":30,"msg":"ü password=${SECRET} ok"}\n`.repeat(50))],
    ["UTF-16", Buffer.from(`\ufeff2026-11-02 08:15:00 ü password=${SECRET} ok\r\n`.repeat(50), "utf16le")],
    ["Windows-1252", Buffer.from(`2026-11-02 08:15:00 ü password=${SECRET} ok\r\n`.repeat(50), "latin1")],
  ])("gives neither record nor byte of a password in %s, and as many bytes as before", async (_, bytes) => {
    const before = Buffer.from(bytes);
    const read = await readAll({ source: bytesSource(bytes), redactor });
    expect(bytes.equals(before), "the source was changed").toBe(true);
    expect(coverageGap(read)).toBeNull();
    expect(read.bytes).toHaveLength(bytes.length);
    expect(JSON.stringify(read.records)).not.toContain(SECRET);
    expect(read.bytes.includes(SECRET)).toBe(false);
    expect(read.bytes.includes(Buffer.from(SECRET, "utf16le"))).toBe(false);
    const plain = await readAll({ source: bytesSource(bytes) });
    expect(read.records).toHaveLength(plain.records.length);
    expect(read.reading).toEqual(plain.reading);
  });

  it.each([
    [
      "JSON within a line of syslog",
      `Nov  2 09:15:09 web-1 shop[812]: {"level":"info","msg":"a","password":"${SECRET}"}\n`,
    ],
    ["JSON behind a container's name", `shop-1  | {"level":"info","msg":"a","password":"${SECRET}"}\n`],
    ["the list of a document", `{"events":[{"ts":1793607300,"msg":"a","password":"${SECRET}"}]}\n`],
    ["objects without line ends", `{"ts":1793607300,"msg":"a"}{"ts":1793607301,"msg":"b","password":"${SECRET}"}`],
    ["a template", `{"@t":"2026-11-02T08:15:00Z","@mt":"Used {Password} for all","Password":"${SECRET}"}\n`],
  ])("gives no password of %s", async (_, text) => {
    const bytes = Buffer.from(text);
    const read = await readAll({ source: bytesSource(bytes), redactor });
    expect(read.records.every(({ kind }) => kind === "record")).toBe(true);
    expect(JSON.stringify(read.records)).not.toContain(SECRET);
    expect(read.bytes.includes(SECRET)).toBe(false);
    expect(read.bytes).toHaveLength(bytes.length);
  });

  it("gives the same whatever the chunks and from any checkpoint", async () => {
    const bytes = Buffer.from(`{"level":30,"msg":"password=${SECRET} ok"}\n`.repeat(60));
    const limits = { batchBytes: 300, maxRecordBytes: 400 };
    const whole = await readAll({ source: bytesSource(bytes), redactor, limits });
    expect(await readAll({ source: chunkedSource(bytes, [7, 91]), redactor, limits })).toEqual(whole);
    const state = JSON.parse(JSON.stringify(whole.batches[2]?.state));
    const resumed = await readAll({ source: bytesSource(bytes), redactor, limits, state });
    expect(resumed.batches).toEqual(whole.batches.slice(3));
  });

  it("redacts an event log without breaking its checksums", async () => {
    const [first, ...others] = laptopEvents();
    if (first === undefined) throw new Error("There are no events.");
    const events = [{ ...first, data: { CommandLine: `setup.exe /password=${SECRET} /quiet` } }, ...others];
    const bytes = evtxFile(chunksOf(events));
    const plain = await readAll({ source: bytesSource(bytes) });
    expect(JSON.stringify(plain.records)).toContain(SECRET);
    const read = await readAll({ source: bytesSource(bytes), redactor });
    expect(JSON.stringify(read.records)).not.toContain(SECRET);
    expect(read.bytes.includes(Buffer.from(SECRET, "utf16le"))).toBe(false);
    expect(read.bytes).toHaveLength(bytes.length);
    expect(read.reading).toEqual(plain.reading);
  });

  it("finds the password of an event log's field that has only its name to say so, and counts it", async () => {
    const synced = laptopEvents().find(({ data }) => "Rows" in data);
    if (synced === undefined) throw new Error("There is no such event.");
    const events = [...laptopEvents(), { ...synced, data: { AdminPassword: `${SECRET} and more`, Target: "LT-0001" } }];
    const bytes = evtxFile(chunksOf(events));
    const plain = await readAll({ source: bytesSource(bytes) });
    expect(JSON.stringify(plain.records)).toContain(`${SECRET} and more`);
    const read = await readAll({ source: bytesSource(bytes), redactor });
    expect(JSON.stringify(read.records)).not.toMatch(/S3cret|and more/);
    expect(JSON.stringify(read.records)).toContain("LT-0001");
    for (const part of [SECRET, "and more"]) expect(read.bytes.includes(Buffer.from(part, "utf16le"))).toBe(false);
    expect(read.bytes).toHaveLength(bytes.length);
    expect(read.bytes.filter((byte, at) => byte !== bytes[at]).length).toBeLessThanOrEqual(SECRET.length + 9);
    expect(read.batches.map(({ redactions }) => redactions.password ?? 0).reduce((a, b) => a + b)).toBe(1);
    expect(read.reading).toEqual(plain.reading);
  });
});
