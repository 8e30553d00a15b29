import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { InvalidInputError, UnavailableError, UnreadableContentError } from "#lib/errors.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import { blobSource, bytesSource } from "#lib/streams/byte-source.ts";
import { encodeIn } from "#lib/streams/code-page.test-kit.ts";
import { openReader } from "./open-reader.ts";
import { coverageGap, RECEIVED_AT_MS, readAll } from "./read-all.test-kit.ts";

const MIB = 1024 * 1024;
const DATED = "2025-10-09 08:53:20,417 INFO one\n2025-10-09 08:53:21,002 ERROR two\n";

const read = (content: string | Uint8Array) => readAll({ source: bytesSource(Buffer.from(content)) });
const bodies = (records: FileRecord[]) => records.map(({ body }) => body);

describe("openReader on unusual text", () => {
  it("reads an empty file as no records of plain text", async () => {
    const { batches, reading, error } = await read("");
    expect({ batches, error }).toEqual({ batches: [], error: null });
    expect(reading).toMatchObject({ format: "plain", confidence: 0, timeZone: { source: "none", zone: null } });
  });

  it.each([
    ["CRLF", "first line\r\nsecond line\r\n"],
    ["a last line without an end", "first line\nsecond line"],
    ["carriage returns alone", "first line\rsecond line\r"],
    ["blank lines around", "\n\n  \nfirst line\n\n\nsecond line\n\n"],
  ])("reads two lines with %s", async (_name, content) => {
    const result = await read(content);
    expect(bodies(result.records)).toEqual(["first line", "second line"]);
    expect(coverageGap(result)).toBeNull();
    expect(result.bytes.toString()).toBe(content);
  });

  it("keeps a file of blank lines as one reject", async () => {
    const { records } = await read("\n \n\n");
    expect(records).toMatchObject([{ kind: "reject", byteLength: 4, reason: "Only blank lines." }]);
  });

  it("keeps NUL bytes in their line and stretches of them as a reject", async () => {
    const { records, reading } = await read(`a\0b ok\n${"\0".repeat(500)}\nnext line of text\n`);
    expect(records.map(({ kind }) => kind)).toEqual(["record", "reject", "record"]);
    expect(records[0]?.body).toBe("a\0b ok");
    expect(reading.encoding).toBe("utf-8");
  });

  it.each([
    ["utf-8", Buffer.from(`${DATED}Größe 日本\n`)],
    ["utf-8-bom", Buffer.from(`\ufeff${DATED}Größe 日本\n`)],
    ["utf-16le-bom", Buffer.from(`\ufeff${DATED}Größe 日本\n`, "utf16le")],
    ["utf-16le", Buffer.from(`${DATED}Größe 日本\n`, "utf16le")],
    ["utf-16be-bom", Buffer.from(`\ufeff${DATED}Größe 日本\n`, "utf16le").swap16()],
    ["utf-16be", Buffer.from(`${DATED}Größe 日本\n`, "utf16le").swap16()],
  ])("reads %s", async (encoding, content) => {
    const result = await read(content);
    expect(result.reading.encoding).toBe(encoding);
    expect(bodies(result.records)).toEqual(["INFO one", "ERROR two\nGröße 日本"]);
    expect(coverageGap(result)).toBeNull();
  });

  it("keeps half a character at the end of UTF-16", async () => {
    const result = await read(Buffer.concat([Buffer.from("\ufeffline one\n", "utf16le"), Buffer.from("x")]));
    expect(result.records.map(({ byteLength }) => byteLength)).toEqual([20, 1]);
    expect(coverageGap(result)).toBeNull();
  });

  it("reads Windows-1252", async () => {
    const { records, reading } = await read(Buffer.from("Gr\xf6\xdfe \x80\nplain\n", "latin1"));
    expect(bodies(records)).toEqual(["Größe €", "plain"]);
    expect(reading.encoding).toBe("windows-1252");
  });

  it("goes over to Windows-1252 where UTF-8 breaks late in a file, and says where", async () => {
    const ascii = "nothing but plain text in this line\n".repeat(20_000);
    const { records, reading } = await read(
      Buffer.concat([Buffer.from(ascii), Buffer.from("Gr\xf6\xdfe\n", "latin1")]),
    );
    expect(records.at(-1)?.body).toBe("Größe");
    expect(reading.encoding).toBe("windows-1252");
    expect(reading.notes).toEqual([expect.stringContaining(`from byte ${ascii.length + 2} on`)]);
  });

  it("goes over to another code page where the lines are in one, says where, and reads on so from a checkpoint", async () => {
    const ascii = "nothing but plain text in this line\n".repeat(20_000);
    const late = "Не удается найти указанный файл\n";
    const content = Buffer.concat([
      Buffer.from(ascii),
      encodeIn("ibm866", late.repeat(20_000)),
      Buffer.from(late),
      encodeIn("ibm866", late),
    ]);
    const result = await read(content);
    expect(new Set(bodies(result.records.slice(20_000)))).toEqual(new Set([late.trim()]));
    expect(result.reading.encoding).toBe("ibm866");
    expect(result.reading.notes).toEqual([
      expect.stringContaining(`From byte ${ascii.length} on, lines that are not UTF-8 are read as CP866`),
    ]);
    expect(coverageGap(result)).toBeNull();
  });

  it.each([
    ["UTF-16 goes on as UTF-8", ["utf16le", "utf8", "utf16le"], "utf-16le"],
    ["UTF-8 goes on as UTF-16", ["utf8", "utf16le", "utf8"], "utf-8"],
  ] as const)("reads each part for itself where %s", async (_, encodings, expected) => {
    const lines = (from: number) => Array.from({ length: 3000 }, (_, i) => `line ${from + i} größer\r\n`).join("");
    const parts = encodings.map((encoding, index) => Buffer.from(lines(index * 3000), encoding));
    const result = await read(Buffer.concat(parts));
    expect(bodies(result.records)).toEqual(Array.from({ length: 9000 }, (_, i) => `line ${i} größer`));
    expect(coverageGap(result)).toBeNull();
    expect(result.reading.encoding).toBe(expected);
    expect(result.reading.notes).toEqual([expect.stringContaining(`at byte ${parts[0]?.length},`)]);
  });

  it("leaves one foreign letter open until others tell the code page", async () => {
    const { records, reading } = await read(
      Buffer.concat([
        encodeIn("windows-1250", "ż\n"),
        Buffer.from("plain\n".repeat(200_000)),
        encodeIn("windows-1250", "Błąd: nie można otworzyć pliku, odmowa dostępu\n"),
      ]),
    );
    expect(records.at(-1)?.body).toBe("Błąd: nie można otworzyć pliku, odmowa dostępu");
    expect(reading.encoding).toBe("windows-1250");
  });

  it("stays with UTF-8 when a character is torn in a file that has whole ones", async () => {
    const { records, reading } = await read(
      Buffer.concat([Buffer.from("Größe\ntorn: "), Buffer.from([0xe6, 0x97, 10])]),
    );
    expect(bodies(records)).toEqual(["Größe", "torn: æ—"]);
    expect(reading.encoding).toBe("utf-8");
  });
});

describe("openReader on containers", () => {
  it("detects gzip by content, reads all members and counts decompressed bytes", async () => {
    const stored = Buffer.concat([gzipSync(DATED), gzipSync("2025-10-09 08:53:22,000 WARN three\n")]);
    const result = await readAll({ source: bytesSource(stored), fileName: "app.log" });
    expect(result.reading.container).toBe("gzip");
    expect(bodies(result.records)).toEqual(["INFO one", "ERROR two", "WARN three"]);
    expect(result.records.at(-1)).toMatchObject({ byteOffset: DATED.length, recordNumber: 3 });
  });

  it("reads a Blob as a browser gives it", async () => {
    const { records } = await readAll({ source: blobSource(new Blob([gzipSync(DATED)])) });
    expect(bodies(records)).toEqual(["INFO one", "ERROR two"]);
  });

  it("delivers what a truncated gzip holds and then fails with the place", async () => {
    const content = Array.from({ length: 20_000 }, (_, i) => `line ${i} ${Math.imul(i, 2_654_435_761) >>> 0}\n`).join(
      "",
    );
    const stored = gzipSync(content);
    const result = await readAll({ source: bytesSource(stored.subarray(0, stored.length >> 1)) });
    expect(result.records.length).toBeGreaterThan(8000);
    expect(content.startsWith(result.bytes.toString())).toBe(true);
    expect(result.error).toBeInstanceOf(UnreadableContentError);
    expect(result.error?.message).toContain("breaks off");
  });

  it("stops at the decompressed size it was given", async () => {
    const source = bytesSource(gzipSync(Buffer.alloc(2 * MIB, "line\n")));
    const { error, bytes } = await readAll({ source, limits: { maxDecompressedBytes: MIB } });
    expect(error?.message).toContain("more than 1048576 bytes");
    expect(bytes.length).toBeLessThanOrEqual(MIB);
  });

  it.each([
    [
      "random bytes",
      Buffer.from(Uint8Array.from({ length: 5000 }, (_, i) => Math.imul(i + 1, 2_654_435_761) >>> 13)),
      "it starts with",
    ],
    ["a ZIP archive", Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(200, 7)]), "a ZIP archive"],
    ["an old event log", Buffer.concat([Buffer.from("0\0\0\0LfLe"), Buffer.alloc(200, 0)]), "wevtutil epl"],
    ["an event trace", traceLog(), "an event trace of Windows (ETL)"],
  ])("keeps %s as rejects and then says that it is no log", async (_name, content, what) => {
    const result = await read(content);
    expect(result.reading).toMatchObject({ encoding: "binary", format: "plain", confidence: 0 });
    expect(result.records.map(({ kind }) => kind)).toEqual(["reject"]);
    expect(result.bytes.equals(content)).toBe(true);
    expect(result.error).toBeInstanceOf(UnreadableContentError);
    expect(result.error?.message).toContain(what);
  });
});

describe("openReader on huge records", () => {
  it("keeps a line of 200 MB as rejects of 1 MiB in bounded memory", async () => {
    const chunk = Buffer.alloc(MIB, "x");
    const source: ByteSource = {
      sizeBytes: 200 * MIB + 6,
      async *open(offsetBytes) {
        for (let i = Math.floor(offsetBytes / MIB); i < 200; i++) yield chunk;
        yield Buffer.from("\nlast\n");
      },
    };
    const reader = await openReader({ source, fileName: "huge.log", receivedAtMs: RECEIVED_AT_MS });
    const kinds: string[] = [];
    let bytes = 0;
    let peakBytes = 0;
    for (let batch = await reader.next(); batch !== null; batch = await reader.next()) {
      kinds.push(...batch.records.map(({ kind, byteLength }) => `${kind} ${byteLength}`));
      bytes += batch.bytes.length;
      peakBytes = Math.max(peakBytes, batch.bytes.length, ...batch.records.map(({ body }) => body.length));
    }
    expect(bytes).toBe(200 * MIB + 6);
    expect(kinds.slice(0, 2)).toEqual([`reject ${MIB}`, `reject ${MIB}`]);
    expect(kinds.slice(-2)).toEqual(["reject 1", "record 5"]);
    expect(peakBytes).toBe(MIB);
  });

  it("parses the start of a record with too many lines and keeps the rest as parts of it", async () => {
    const trace = "\tat a.b.C.d(C.java:1)\n".repeat(200);
    const content = `2025-10-09 08:53:20,417 ERROR failed\n${trace}${DATED}`;
    const result = await readAll({ source: bytesSource(Buffer.from(content)), limits: { maxRecordBytes: 1000 } });
    expect(result.records.map(({ kind }) => kind)).toEqual([
      "record",
      "reject",
      "reject",
      "reject",
      "reject",
      "record",
      "record",
    ]);
    expect(result.records[1]).toMatchObject({
      reason: "Part 2 of a record longer than 1000 bytes: kept, but not parsed.",
    });
    expect(coverageGap(result)).toBeNull();
  });

  it("goes on with the next element after one that is too long", async () => {
    const long = JSON.stringify({ level: 30, time: 1, msg: 'quote " brace } '.repeat(200) });
    const content = `[{"level":30,"time":1,"msg":"a"},\n${long},\n{"level":30,"time":2,"msg":"b"}]`;
    const result = await readAll({ source: bytesSource(Buffer.from(content)), limits: { maxRecordBytes: 1000 } });
    expect(result.records.filter(({ kind }) => kind === "record").map(({ body }) => body)).toEqual(["a", "b"]);
    expect(coverageGap(result)).toBeNull();
  });
});

describe("openReader on time zones", () => {
  it("takes local times in the zone that was set for the upload", async () => {
    const { records, reading } = await readAll({
      source: bytesSource(Buffer.from(DATED)),
      timeZoneSetting: "Europe/Berlin",
    });
    expect(records[0]).toMatchObject({ timestampUs: Date.UTC(2025, 9, 9, 6, 53, 20, 417) * 1000 });
    expect(reading.timeZone).toMatchObject({ source: "upload", zone: "Europe/Berlin" });
  });

  it("assumes UTC and says so when nothing tells the zone", async () => {
    const { records, reading } = await read(DATED);
    expect(records[0]).toMatchObject({ timestampUs: Date.UTC(2025, 9, 9, 8, 53, 20, 417) * 1000 });
    expect(reading.timeZone).toMatchObject({ source: "assumed", zone: "UTC" });
  });

  it("keeps an impossible date as text", async () => {
    const { records } = await read("2025-02-31 08:53:20,417 INFO one\n2025-02-28 08:53:20,417 INFO two\n");
    expect(records[0]).toMatchObject({
      timestampUs: null,
      body: "2025-02-31 08:53:20,417 INFO one",
      attributes: { "log.time_text": "2025-02-31 08:53:20,417" },
    });
  });
});

describe("openReader refuses", () => {
  const source = bytesSource(Buffer.from(DATED));

  it.each([
    ["a format that does not exist", { format: "nope" }, 'no log format "nope"'],
    ["a zone that does not exist", { timeZoneSetting: "Mars/Base" }, '"Mars/Base" is no time zone'],
    ["a state of another version", { state: { version: 0 } }, "another version"],
  ])("%s", async (_name, input, message) => {
    const opening = openReader({ source, fileName: "a.log", receivedAtMs: RECEIVED_AT_MS, ...input });
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toBeInstanceOf(InvalidInputError);
  });
});

describe("openReader on a source that fails", () => {
  it("passes the error on at once and can be opened again behind the last batch", async () => {
    const content = Buffer.from(DATED.repeat(10_000));
    let opened = 0;
    const source: ByteSource = {
      sizeBytes: null,
      async *open(offsetBytes) {
        const isFailing = ++opened === 2;
        yield content.subarray(offsetBytes, isFailing ? offsetBytes + 100_000 : undefined);
        if (isFailing) throw new UnavailableError("The storage did not answer.");
      },
    };
    const limits = { batchBytes: 10_000 };
    const failed = await readAll({ source, limits });
    expect(failed.error).toBeInstanceOf(UnavailableError);
    const rest = await readAll({ source, limits, state: failed.batches.at(-1)?.state });
    expect(Buffer.concat([failed.bytes, rest.bytes]).equals(content)).toBe(true);
    expect(failed.records.length + rest.records.length).toBe(20_000);
  });
});

/** The start of an ETL file: buffer header, system header, log file header. */
function traceLog(): Buffer {
  const bytes = Buffer.alloc(4096);
  bytes.writeUInt32LE(4096, 0);
  bytes.set([2, 0, 2, 0xc0, 0x40, 1, 0, 0], 72);
  bytes.writeUInt32LE(4096, 104);
  return bytes;
}
