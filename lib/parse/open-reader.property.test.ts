import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { chunkedSource, coverageGap, readAll } from "./read-all.test-kit.ts";

const LIMITS = { batchBytes: 300, maxRecordBytes: 400 };

describe("openReader", () => {
  it("gives the same batches whatever the chunks, covers every byte and goes on from any checkpoint", async () => {
    await fc.assert(
      fc.asyncProperty(
        content(),
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        fc.nat(),
        async (bytes, chunkSizes, isGzip, pick) => {
          const stored = isGzip ? gzipSync(bytes) : bytes;
          const whole = await readAll({ source: bytesSource(stored), limits: LIMITS });
          expect(coverageGap(whole)).toBeNull();
          if (whole.error === null || whole.reading.encoding === "binary") expect(whole.bytes.equals(bytes)).toBe(true);

          const chunked = await readAll({ source: chunkedSource(stored, chunkSizes), limits: LIMITS });
          expect(chunked).toEqual(whole);

          if (whole.batches.length === 0) return;
          const at = pick % whole.batches.length;
          const state = JSON.parse(JSON.stringify(whole.batches[at]?.state));
          const resumed = await readAll({ source: chunkedSource(stored, chunkSizes), limits: LIMITS, state });
          expect(resumed.batches).toEqual(whole.batches.slice(at + 1));
          expect(resumed.reading).toEqual(whole.reading);
          expect(resumed.error).toEqual(whole.error);
        },
      ),
      { numRuns: Number(process.env.FC_RUNS ?? 200) },
    );
  }, 60_000);
});

function content(): fc.Arbitrary<Buffer> {
  const text = fc.oneof(
    lines(plainLine()),
    lines(jsonLine()),
    lines(fc.oneof(jsonLine(), plainLine())),
    jsonArray(),
    lines(cmtraceLine()),
    lines(msiLine()),
    lines(setupapiLine()),
    lines(boxLine()),
    lines(simpleCmtraceLine()),
    lines(csvLine()),
    lines(w3cLine()),
    lines(systemLine()),
    events(),
    fc.tuple(jsonArray(), jsonArray(), lines(plainLine())).map((parts) => parts.join("\n")),
  );
  return fc.oneof(
    { weight: 6, arbitrary: text.map((value) => Buffer.from(value)) },
    text.map((value) => Buffer.from(`\ufeff${value}`)),
    text.map((value) => Buffer.from(`\ufeff${value}`, "utf16le")),
    text.map((value) => Buffer.from(`\ufeff${value}`, "utf16le").swap16()),
    text.map((value) => Buffer.from(value, "latin1")),
    fc.tuple(text, text).map(([first, second]) => Buffer.concat([Buffer.from(first), Buffer.from(second, "latin1")])),
    fc.tuple(text, fc.uint8Array({ maxLength: 40 })).map(([value, junk]) => Buffer.concat([Buffer.from(value), junk])),
    fc.uint8Array({ maxLength: 1200 }).map((junk) => Buffer.from(junk)),
  );
}

function lines(line: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const end = fc.constantFrom("\n", "\n", "\r\n", "\n\n", "\n  \n", "");
  return fc
    .array(fc.tuple(line, end), { maxLength: 40 })
    .map((pairs) => pairs.map(([value, ending]) => value + ending).join(""));
}

/** Quotes that open and close over lines, and stray ones. */
function csvLine(): fc.Arbitrary<string> {
  const field = fc.constantFrom(
    "a",
    "",
    '"b, c"',
    '"d',
    'e"',
    '""',
    '"f ""g"""',
    "Größe",
    "2025-10-09 08:53:20",
    "x".repeat(90),
  );
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant("Time,Level,Message") },
    { weight: 6, arbitrary: fc.array(field, { minLength: 3, maxLength: 3 }).map((fields) => fields.join(",")) },
  );
}

function w3cLine(): fc.Arbitrary<string> {
  return fc.constantFrom(
    "#Fields: date time c-ip cs-method cs-uri-stem sc-status",
    "#Fields: time cs-method cs-uri-stem",
    "#Date: 2025-10-09 00:00:00",
    "#Time Format: Local",
    "# a comment",
    "2025-10-09 08:53:20 203.0.113.9 GET /orders 200",
    "08:53:20 GET /Größe",
    "2025-10-09 08:53:20",
  );
}

function systemLine(): fc.Arbitrary<string> {
  return fc.constantFrom(
    "Dec 31 23:59:58 tally-1 backup[812]: copied",
    "Jan  1 00:00:02 tally-1 kernel: disk full",
    "Feb 29 08:53:20 tally-1 backup: done",
    "MMM 31 23:59:58 tally-1 backup[812]: no month",
    "\tmore of it",
    '<165>1 2025-10-09T08:53:20.003Z tally-1 backup - ID47 [a@1 b="c \\] d"] copied',
    "2025-10-09 08:53:20.123 UTC [812] ERROR:  no such table",
    "2025-10-09 08:53:20.123 UTC [812] STATEMENT:  select",
    "Oct  9 08:53:20 tally-1 haproxy[812]: 203.0.113.9:3 [09/Oct/2025:08:53:20.655] in be/s 0/0/50 212 -- 0/0/0/0/3 0/0",
    '203.0.113.9 - - [09/Oct/2025:08:53:20 +0000] "GET / HTTP/1.1" 200 3',
    "2025/10/09 08:53:20 [error] 31#31: *46 failed, client: 203.0.113.9",
  );
}

function plainLine(): fc.Arbitrary<string> {
  const words = fc.array(fc.constantFrom("disk", "full", "Größe", "0 errors", "日本", "😀", "\0", "x".repeat(90)), {
    maxLength: 12,
  });
  const start = fc.constantFrom(
    "2025-10-09 08:53:20,417 INFO ",
    "2025-10-09T08:53:20Z ",
    "",
    "  ",
    "\tat a.b(C.java:1) ",
    "Oct  9 08:53:20 ",
  );
  return fc.tuple(start, words).map(([first, rest]) => first + rest.join(" "));
}

function jsonLine(): fc.Arbitrary<string> {
  return fc.oneof(
    jsonRecord().map((value) => JSON.stringify(value)),
    fc.constantFrom(
      '{"level":30',
      '"text"',
      "{",
      "}",
      "[",
      "]",
      '{"a":"\\"}',
      '[{"level":30}]',
      '{"level":30,"time":1760000000000,"msg":"ü\\u0000\\ud800"}',
    ),
  );
}

function jsonRecord() {
  return fc.record({
    level: fc.constantFrom(10, 30, 50, "info"),
    time: fc.integer({ min: 1_700_000_000_000, max: 1_760_000_000_000 }),
    msg: fc.oneof(fc.string({ maxLength: 30 }), fc.constant("é".repeat(250)), fc.constant('{[]},"')),
    nested: fc.jsonValue({ maxDepth: 2 }),
  });
}

function jsonArray(): fc.Arbitrary<string> {
  const indent = fc.constantFrom(undefined, 2);
  return fc
    .tuple(fc.array(jsonRecord(), { maxLength: 12 }), indent, fc.nat({ max: 60 }))
    .map(([values, space, cut]) => {
      const text = JSON.stringify(values, null, space);
      return cut < 15 ? text.slice(0, text.length - cut) : text;
    });
}

function cmtraceLine(): fc.Arbitrary<string> {
  return fc.constantFrom(
    '<![LOG[Policy arrived]LOG]!><time="08:14:02.331+-60" date="11-18-2026" component="PolicyAgent" context="" type="1" thread="2044" file="agent.cpp:88">',
    "<![LOG[first line",
    `second ${"y".repeat(150)}`,
    'last]LOG]!><time="08:14:03.000+-60" date="11-18-2026" component="Ä" context="" type="3" thread="1" file="">',
    "stray text",
  );
}

function msiLine(): fc.Arbitrary<string> {
  return fc.constantFrom(
    "=== Verbose logging started: 3/12/2026  14:01:22  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\System32\\msiexec.exe ===",
    "MSI (c) (2C:48) [14:01:22:310]: Resetting cached policy values",
    "MSI (s) (5C:1C) [23:59:59:999]: Doing action: Größe",
    "Action ended 0:00:01: INSTALL. Return value 3.",
    "Property(S): A = b",
    "continuation",
  );
}

function setupapiLine(): fc.Arbitrary<string> {
  return fc.constantFrom(
    "[Device Install Log]",
    "[Boot Session: 2026/11/18 07:58:03.498]",
    ">>>  [Device Install - USB\\Größe]",
    ">>>  Section start 2026/11/18 08:14:02.331",
    "!!!  dvi: wrong",
    "<<<  [Exit status: SUCCESS]",
    "stray",
  );
}

function boxLine(): fc.Arbitrary<string> {
  return fc.constantFrom(
    `+${"-".repeat(70)}+`,
    "| Device State                                                         |",
    "             AzureAdJoined : YES",
    `             Tenant : ${"Ä".repeat(200)}`,
  );
}

function simpleCmtraceLine(): fc.Arbitrary<string> {
  return fc.constantFrom(
    "Starting the sync  $$<SyncAgent><11-18-2026 08:14:02.331+-60><thread=2044 (0x7FC)>",
    "text without an end",
    "z".repeat(180),
  );
}

/** Windows events as XML, whole and broken, with what may stand between them. */
function events(): fc.Arbitrary<string> {
  const system = "<System><EventID>7</EventID></System>";
  const part = fc.oneof(
    { weight: 4, arbitrary: fc.constant(`<Event>${system}<EventData><Data>Größe</Data></EventData></Event>`) },
    fc.constantFrom(
      "<Events>",
      "</Events>",
      "\n",
      "stray é",
      "<Event>",
      "</Event>",
      "<Event/>",
      "<![CDATA[</Event>",
      "]]>",
    ),
    fc.string({ maxLength: 500 }).map((text) => `<Event>${system}<Data>${text}</Data></Event>\r\n`),
  );
  return fc.array(part, { maxLength: 12 }).map((parts) => `<Event>${system}</Event>${parts.join("")}`);
}
