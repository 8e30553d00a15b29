import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { SHIPPED_RULES } from "#lib/lanes/lane-rules.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import { binaryPieceText, binaryText } from "#lib/parse/binary-text.ts";
import { firstLook } from "#lib/parse/first-look.ts";
import { coverageGap, readAll } from "#lib/parse/read-all.test-kit.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { chunksOf, evtxFile } from "./evtx.test-kit.ts";
import { laptopEvents } from "./evtx-events.test-kit.ts";
import type { WrittenEvent } from "./evtx-writer.test-kit.ts";

const CHUNK = 65_536;
const EVENTS = laptopEvents();

async function read(bytes: Uint8Array) {
  const result = await readAll({ source: bytesSource(bytes), fileName: "Application.evtx" });
  expect(coverageGap(result)).toBeNull();
  expect(result.bytes.equals(bytes)).toBe(true);
  expect(result.error).toBeNull();
  const records = result.records.filter((record): record is LogRecord => record.kind === "record");
  const rejects = result.records.filter((record) => record.kind === "reject");
  return { ...result, records, rejects, ids: records.map((record) => record.attributes?.["event.record_id"]) };
}

function manyEvents(count: number): WrittenEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    provider: "Tallybook Sync",
    eventId: 300 + (index % 3),
    recordId: index + 1,
    timeMs: Date.UTC(2026, 10, 2) + index,
    data: { Rows: String(index), Text: "entry ".repeat(index % 40) },
  }));
}

describe("evtx", () => {
  it("is told by its content and read record by record", async () => {
    const { reading, ids, rejects } = await read(evtxFile([EVENTS]));
    expect(reading).toMatchObject({ format: "evtx", confidence: 1, encoding: "binary", notes: [] });
    expect(ids).toEqual(EVENTS.map(({ recordId }) => recordId));
    expect(rejects).toEqual([]);
  });

  it("keeps all that an event says", async () => {
    const [, , , , audit] = (await read(evtxFile([EVENTS]))).records;
    expect(audit).toMatchObject({
      timestampUs: (EVENTS[4]?.timeMs ?? 0) * 1000,
      severityNumber: 13,
      severityText: "Audit failure",
      logger: "Microsoft-Windows-Security-Auditing",
      hostName: "FIN-LT-0147",
      processId: 4242,
      userId: "S-1-5-18",
      attributes: { "event.id": 4625, "thread.id": 77, "winlog.event_data": EVENTS[4]?.data },
      sharedAttributes: { "winlog.channel": "Security", "winlog.keywords": "0x8010000000000000" },
    });
  });

  it("reads many chunks in batches, and templates of each chunk anew", async () => {
    const events = manyEvents(9000);
    const bytes = evtxFile(chunksOf(events));
    const { ids, batches } = await read(bytes);
    expect(ids).toEqual(events.map(({ recordId }) => recordId));
    expect(batches.length).toBeGreaterThan(1);
  });

  it("reads a log within gzip as such", async () => {
    const result = await readAll({ source: bytesSource(gzipSync(evtxFile([EVENTS]))), fileName: "log.evtx.gz" });
    expect(result.reading).toMatchObject({ format: "evtx", container: "gzip" });
    expect(result.records).toHaveLength(EVENTS.length);
  });

  it("has unused chunks go with the record before them", async () => {
    const { records, rejects } = await read(Buffer.concat([evtxFile([EVENTS]), Buffer.alloc(16 * CHUNK)]));
    expect(records).toHaveLength(EVENTS.length);
    expect(rejects).toEqual([]);
  });

  it("says of a log without events that there are none", async () => {
    const { records, rejects } = await read(evtxFile([]));
    expect(records).toEqual([]);
    expect(rejects).toMatchObject([{ reason: expect.stringContaining("holds no events") }]);
  });

  it("is weighed by rules that ask for event ids, though it is no text", async () => {
    const rule = { id: "a", name: "Sign-ins", lane: "high", because: "a sign-in failed", isOn: true } as const;
    const look = async (eventIds: number[]) => {
      const bytes = evtxFile([EVENTS]);
      const rules = { ...SHIPPED_RULES, rules: [{ ...rule, condition: { eventIds } }] };
      const from = { source: "upload", deployment: null, device: null } as const;
      const file = { source: bytesSource(bytes), fileName: "Security.evtx", sizeBytes: bytes.length, receivedAtMs: 0 };
      return await firstLook({ ...file, rules, from, format: null, lane: null });
    };
    expect(await look([4625])).toMatchObject({ format: "evtx", lane: "high" });
    expect((await look([4626])).lane).not.toBe("high");
  });

  it("shows a record as XML, taken from the bytes of its batch", () => {
    const bytes = evtxFile([EVENTS]);
    expect(binaryText("evtx", bytes).split("\n")).toHaveLength(EVENTS.length + 1);
    expect(binaryPieceText("evtx", bytes, 0)).toContain("<EventID>6005</EventID>");
    expect(binaryPieceText("plain", bytes, 0)).toBeNull();
  });
});

describe("evtx, damaged", () => {
  const recordStarts = (bytes: Buffer) => {
    const starts: number[] = [];
    for (let at = bytes.indexOf("**\0\0"); at !== -1; at = bytes.indexOf("**\0\0", at + 1)) starts.push(at);
    return starts;
  };

  it("reads what it can of a record with broken XML and goes on behind it", async () => {
    const bytes = evtxFile([EVENTS]);
    bytes[(recordStarts(bytes)[1] ?? 0) + 28] = 0x3f;
    const { ids, rejects, reading } = await read(bytes);
    expect(ids).not.toContain(102);
    expect(ids).toHaveLength(EVENTS.length - 1);
    expect(rejects).toMatchObject([
      { reason: expect.stringContaining("record 102"), body: expect.stringContaining("Tallybook") },
    ]);
    expect(reading.notes.join()).toContain("wrong checksum");
  });

  it("finds the next record behind one whose header is lost", async () => {
    const bytes = evtxFile([EVENTS]);
    bytes.fill(0xee, recordStarts(bytes)[2], (recordStarts(bytes)[2] ?? 0) + 24);
    const { ids, rejects, reading } = await read(bytes);
    expect(ids).toEqual([101, 102, 104, 105, 106, 107, 108]);
    expect(rejects).toHaveLength(1);
    expect(reading.notes.join()).toMatch(/\d+ bytes of event records could not be read/);
  });

  it.each([
    ["the file's header", 0, 4096],
    ["the signature of a chunk", 4096, 4104],
    ["the whole header of a chunk", 4096, 4096 + 128],
  ])("reads all events without %s", async (_name, from, to) => {
    const bytes = evtxFile([EVENTS, manyEvents(5)]);
    bytes.fill(0, from, to);
    const { ids, reading } = await read(bytes);
    expect(reading.format).toBe("evtx");
    expect(ids).toEqual([...EVENTS.map(({ recordId }) => recordId), 1, 2, 3, 4, 5]);
    expect(reading.notes).not.toEqual([]);
  });

  it("reads up to where a file ends too early, and says what is missing", async () => {
    const whole = evtxFile([EVENTS, manyEvents(20), manyEvents(20)]);
    const cut = (recordStarts(whole)[EVENTS.length + 10] ?? 0) + 50;
    const { ids, rejects, reading } = await read(whole.subarray(0, cut));
    expect(ids).toHaveLength(EVENTS.length + 10);
    expect(rejects).toMatchObject([{ reason: expect.stringContaining("record 11 is cut off") }]);
    expect(reading.notes.join()).toContain("the last 1 are missing");
  });

  it("finds the chunks again behind missing bytes", async () => {
    const whole = evtxFile([EVENTS, manyEvents(20)]);
    const start = recordStarts(whole)[4] ?? 0;
    const { ids } = await read(Buffer.concat([whole.subarray(0, start), whole.subarray(start + 10_000)]));
    expect(ids).toEqual([101, 102, 103, 104, ...manyEvents(20).map(({ recordId }) => recordId)]);
  });

  it("takes newer records behind the end that a dirty header gives, and no older ones", async () => {
    const bytes = evtxFile([EVENTS], { isDirty: true });
    const starts = recordStarts(bytes);
    const [, , , , fifth = 0] = starts;
    bytes.writeUInt32LE(fifth - 4096, 4096 + 48);
    expect((await read(bytes)).ids).toEqual(EVENTS.map(({ recordId }) => recordId));
    bytes.writeBigUInt64LE(7n, fifth + 8);
    expect((await read(bytes)).ids).toEqual([101, 102, 103, 104]);
  });

  it("takes no record from before the log was cleared", async () => {
    const cleared = evtxFile([EVENTS]);
    cleared.writeUInt32LE(512, 4096 + 48);
    expect((await read(cleared)).ids).toEqual([]);
    const dirty = evtxFile([EVENTS], { isDirty: true });
    dirty.writeUInt32LE(512, 4096 + 48);
    expect((await read(dirty)).ids).toHaveLength(EVENTS.length);
  });

  it("refuses to expand a record without end", async () => {
    const bytes = evtxFile([EVENTS]);
    // The count of values of the second record becomes absurd.
    const second = recordStarts(bytes)[1] ?? 0;
    bytes.writeUInt32LE(0xffffffff, second + 24 + 4 + 10);
    expect((await read(bytes)).ids).toHaveLength(EVENTS.length - 1);
  });
});
