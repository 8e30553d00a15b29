import { describe, expect, it } from "vitest";
import { detectFormat } from "#lib/formats/detect-format.ts";
import type { LogFormat } from "#lib/formats/format.ts";
import { parseResumed, parseText } from "#lib/formats/parse-text.test-kit.ts";
import { cri } from "./cri.ts";
import { log4j } from "./log4j.ts";
import { logfmt } from "./logfmt.ts";
import { pinoPretty } from "./pino-pretty.ts";
import { python } from "./python.ts";

const detected = (head: string) =>
  detectFormat({ fileName: "a.log", head, tail: null, receivedAtMs: Date.UTC(2026, 10, 22) });

function bodies(format: LogFormat, text: string): string[] {
  return parseText(format, text).pieces.map(({ parsed }) => (parsed.kind === "record" ? parsed.body : parsed.reason));
}

describe("detectFormat", () => {
  it.each([
    [
      "a time and a level alone are no logger's layout",
      "2026-11-02 08:15:00 INFO one\n2026-11-02 08:15:01 ERROR two\n",
      "plain",
    ],
    ["one pair in prose is no logfmt", "level=5 of the dungeon was reached\n", "plain"],
    [
      "a single line of a logger is enough",
      "2026-11-02 08:15:00,250 [main] INFO  com.example.Cart - opened\n",
      "log4j",
    ],
    [
      "a log that is mostly one stack trace",
      `2026-11-02 08:15:00,250 [main] ERROR com.example.Cart - x\n${"\tat com.example.A.b(A.java:1)\n".repeat(80)}`,
      "log4j",
    ],
    ["python before log4j where both could read it", "2026-11-02 08:15:00,250 - shop - ERROR - gone\n", "python"],
    ["Java's own logger", "Nov 02, 2026 8:15:07 AM com.example.Cart store\nSEVERE: gone\n", "log4j"],
  ])("%s", (_, head, format) => {
    expect(detected(head).format).toBe(format);
  });
});

describe("records", () => {
  it.each([
    [
      "lines that were cut, up to the one that ends",
      cri,
      "2026-11-02T08:15:00Z stdout P a \n2026-11-02T08:15:00Z stdout P b \n2026-11-02T08:15:00Z stdout F c\n2026-11-02T08:15:01Z stdout F d\n",
      ["a b c", "d"],
    ],
    [
      "a trace with its record",
      python,
      "ERROR:shop:gone\nTraceback (most recent call last):\n  x\nOSError: y\nINFO:shop:ok\n",
      ["gone\nTraceback (most recent call last):\n  x\nOSError: y", "ok"],
    ],
    [
      "a dated line without a level is its own",
      log4j,
      "2026-11-02 08:15:00,250 [main] INFO  a.B - one\n2026-11-02 08:15:01 two\n",
      ["one", "two"],
    ],
    ["escapes in quotes", logfmt, 'level=info msg="a \\"b\\"\\nc"\n', ['a "b"\nc']],
  ])("%s", (_, format, text, expected) => {
    expect(bodies(format, text)).toEqual(expected);
  });

  it.each([log4j, python, logfmt, cri])("are the same when parsing goes on from any record: %o", (format) => {
    const text = format.samples.join("");
    const { settings, pieces } = parseText(format, text);
    expect(
      parseResumed(
        format,
        settings,
        pieces.map(({ piece }) => piece),
      ),
    ).toEqual(pieces);
  });
});

describe("hostile lines", () => {
  it.each([
    ["brackets", "2026-11-02 08:15:00,250 ", "["],
    ["spaces", "2026-11-02 08:15:00,250 [main] INFO a", " "],
    ["pairs", "level=info ", "a=1 "],
    ["quotes", 'level=info msg="', '\\"'],
    ["dashes", "2026-11-02 08:15:00 ", "- "],
    ["names", "2026-11-02 08:15:00 INFO ", "a.b$"],
    ["partial tags", "2026-11-02T08:15:00Z stdout P ", "2026-11-02T08:15:00Z stdout P "],
  ])("take linear time: %s", (_, start, unit) => {
    const time = (length: number) => {
      const text = `${start}${unit.repeat(length)}\n`;
      const startMs = performance.now();
      for (const format of [log4j, python, logfmt, cri]) bodies(format, text);
      return performance.now() - startMs;
    };
    time(100);
    const short = Math.min(time(5000), time(5000));
    expect(Math.min(time(20_000), time(20_000))).toBeLessThan((short + 5) * 12);
  });
});

describe("pino-pretty", () => {
  it.each([
    ["colours", "\u001b[32mINFO\u001b[39m [08:15:00.250] (812): \u001b[36mone\u001b[39m\n", "one", undefined],
    ["a name, a process and a host", "[08:15:00 UTC] WARN (shop/812 on web-1): two\n", "two", "web-1"],
    [
      "Bunyan's order",
      "[2026-11-02T08:15:00.250Z] ERROR: shop/812 on web-1: three\n    at a\n",
      "three\n    at a",
      "web-1",
    ],
  ])("reads %s", (_name, text, body, hostName) => {
    expect(detected(text).format).toBe("pino-pretty");
    expect(parseText(pinoPretty, text).pieces.map(({ parsed }) => parsed)).toMatchObject([
      { body, hostName, processId: 812 },
    ]);
  });

  it.each([
    ["a time and a level alone", "[08:15:00.250] INFO: one\n[08:15:01.250] WARN: two\n"],
    ["a number in brackets", "[2026-11-02 08:15:00] INFO (812) one\n"],
  ])("takes %s for something else", (_name, text) => {
    expect(pinoPretty.detect({ fileName: "a.log", head: text, tail: null, receivedAtMs: 0 })).toBe(0);
  });
});
