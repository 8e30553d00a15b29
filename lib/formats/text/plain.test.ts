import { describe, expect, it } from "vitest";
import type { FormatSettings } from "#lib/formats/format.ts";
import { cutText, parseText } from "#lib/formats/parse-text.test-kit.ts";
import { plain } from "./plain.ts";
import { plainSeverity } from "./plain-severity.ts";

const RECEIVED_AT_MS = Date.UTC(2026, 10, 22);

function only(text: string, receivedAtMs = RECEIVED_AT_MS) {
  const { pieces, settings } = parseText(plain, `${text}\n`, { receivedAtMs });
  const parsed = pieces[0]?.parsed;
  if (parsed?.kind !== "record") throw new Error(`not a record: ${text}`);
  return { ...parsed, settings, iso: parsed.timeUs === null ? null : new Date(parsed.timeUs / 1000).toISOString() };
}

describe("plain times", () => {
  it.each([
    ["2025-10-09T08:53:20.417Z start", "2025-10-09T08:53:20.417Z", false, "start"],
    ["2025-10-09T08:53:20.417+02:00 start", "2025-10-09T06:53:20.417Z", false, "start"],
    ["2025-10-09 08:53:20,417 start", "2025-10-09T08:53:20.417Z", true, "start"],
    ["[2025-10-09 08:53:20] start", "2025-10-09T08:53:20.000Z", true, "start"],
    ["2025/10/09 08:53:20 - start", "2025-10-09T08:53:20.000Z", true, "start"],
    ["<34>Oct  9 08:53:20 web-1 start", "2026-10-09T08:53:20.000Z", true, "web-1 start"],
    ["Dec  9 08:53:20 web-1 start", "2025-12-09T08:53:20.000Z", true, "web-1 start"],
    ["Feb 29 08:53:20 web-1 start", "2024-02-29T08:53:20.000Z", true, "web-1 start"],
    ["[Thu Oct 09 08:53:20 2025] [notice] start", "2025-10-09T08:53:20.000Z", true, "[notice] start"],
    ["Thu, 09 Oct 2025 08:53:20 +0200 start", "2025-10-09T06:53:20.000Z", false, "start"],
    ["09-Oct-2025 08:53:20.417 start", "2025-10-09T08:53:20.417Z", true, "start"],
    ["25.10.2025 08:53:20 start", "2025-10-25T08:53:20.000Z", true, "start"],
    ["[25/10/2025 08:53.20.417] start", "2025-10-25T08:53:20.417Z", true, "start"],
    ["2025-10-09 08:53.204 start", "2025-10-09T08:53:00.000Z", true, ".204 start"],
    ["10/25/2025 8:53:20 PM start", "2025-10-25T20:53:20.000Z", true, "start"],
    ["20251009 085320 start", "2025-10-09T08:53:20.000Z", true, "start"],
    ["251009 085320 148 INFO start", "2025-10-09T08:53:20.000Z", true, "148 INFO start"],
    ["I1009 08:53:20.417303       7 cart.go:12] start", "2026-10-09T08:53:20.417Z", true, "7 cart.go:12] start"],
    ["10-09 08:53:20.417  812  812 W Cart: start", "2026-10-09T08:53:20.417Z", true, "812  812 W Cart: start"],
    ["812:M 09 Oct 2025 08:53:20.417 * start", "2025-10-09T08:53:20.417Z", true, "* start"],
    ["[09-Oct-2025 08:53:20 Europe/Berlin] start", "2025-10-09T08:53:20.000Z", true, "start"],
    ["1760000000 start", "2025-10-09T08:53:20.000Z", false, "start"],
    ["1760000000.417 start", "2025-10-09T08:53:20.417Z", false, "start"],
    ["1760000000417 start", "2025-10-09T08:53:20.417Z", false, "start"],
    [
      '203.0.113.9 - - [09/Oct/2025:08:53:20 +0200] "GET / HTTP/1.1" 200',
      "2025-10-09T06:53:20.000Z",
      false,
      '203.0.113.9 - - [09/Oct/2025:08:53:20 +0200] "GET / HTTP/1.1" 200',
    ],
  ])("reads %s", (text, iso, isLocalTime, body) => {
    expect(only(text)).toMatchObject({ iso, isLocalTime, body });
  });

  it.each([
    ["a clock without a date", "08:53:20.417 start", "08:53:20.417"],
    ["a day that does not exist", "2025-02-30 08:53:20 start", "2025-02-30 08:53:20"],
  ])("keeps %s as text", (_name, text, timeText) => {
    expect(only(text)).toMatchObject({ timeUs: null, timeText, body: text });
  });

  it("leaves a date inside an undated text alone", () => {
    const { pieces } = parseText(plain, "starting\nbackup of 2025-10-09 08:53:20 restored\nready\ndone\n");
    expect(pieces.map(({ parsed }) => parsed.kind === "record" && parsed.timeUs)).toEqual([null, null, null, null]);
  });
});

describe("plain day and month", () => {
  const survey = (...dates: string[]) =>
    plain.survey({
      fileName: "a",
      head: dates.map((date) => `${date} 08:53:20 text\n`).join(""),
      tail: null,
      receivedAtMs: RECEIVED_AT_MS,
    });

  it.each([
    ["a day over 12 in front", ["3/4/2025", "13/4/2025"], "day-first", 0],
    ["a day over 12 behind", ["3/4/2025", "3/14/2025"], "month-first", 0],
    ["the number that changes", ["3/4/2025", "3/5/2025", "3/6/2025"], "month-first", 0],
    ["dots", ["3.4.2025"], "day-first", 0],
    ["nothing, so it is assumed and noted", ["3/4/2025"], "day-first", 1],
  ])("are told by %s", (_name, dates, dayOrder, notes) => {
    const settings = survey(...dates);
    expect(settings).toMatchObject({ dayOrder });
    expect(settings.notes).toHaveLength(notes);
  });
});

describe("plain framing", () => {
  const cut = (text: string, settings?: FormatSettings) =>
    cutText(
      plain,
      text,
      settings ?? plain.survey({ fileName: "a", head: text, tail: null, receivedAtMs: RECEIVED_AT_MS }),
    ).length;

  it.each([
    ["undated lines of a dated text with their record", "2025-10-09 08:53:20 a\nmore\n2025-10-09 08:53:21 b\n", 2],
    ["stack traces with their record", "failed\nTraceback (most recent call last):\n  File x\nValueError: y\n", 2],
    [
      "traces of PHP with their record",
      "PHP Fatal error:  x\nStack trace:\n#0 /srv/a.php(7): b()\n#1 {main}\nready\n",
      2,
    ],
    ["steps of a build by themselves", "#1 [internal] load\n#2 DONE 0.1s\n#3 copy (7)\n", 3],
    [
      "stacks of Go with their record",
      "E1009 08:53:20.417303       7 cart.go:12] gone\ngoroutine 7 [running]:\nmain.open(0xc000)\n\t/srv/cart.go:12\nI1009 08:53:21.417303       7 cart.go:12] ok\n",
      2,
    ],
    ["indented lines with their record", "settings:\n  a: 1\n  b: 2\nready\n", 2],
    ["every other line by itself", "one\ntwo\nthree\n", 3],
    ["the lines of a long list by themselves", `copied:\n${"\t  New File  12\ta.txt\n".repeat(101)}done\n`, 103],
    ["a short list with its record", `copied:\n${"\t  New File  12\ta.txt\n".repeat(100)}done\n`, 2],
    ["a long trace with its record", `failed\n${"\tat a.B.c(D.java:1)\n".repeat(300)}done\n`, 2],
    ["what a dated record dumps with it", `2025-10-09 08:53:20 a\n${"  <b/>\n".repeat(300)}`, 1],
  ])("keeps %s", (_name, text, count) => {
    expect(cut(text)).toBe(count);
  });
});

describe("plain severity", () => {
  it.each([
    ["INFO picked up 3 jobs", 9, false],
    ["[main] WARN  pool is full", 13, false],
    ["[error] no such file", 17, false],
    ["web-1 app[3]: Error: no such file", 17, true],
    ["<crit> disk is gone", 18, false],
    ["Exception in thread main", 17, true],
    ["could not connect, retrying", 13, true],
    ["java.io.IOException: disk full", 17, true],
    ["fail: Shop.Cart[7]", 17, false],
    ["dbug: Shop.Cart[7]", 5, false],
    ["PHP Warning:  could not open, failed", 13, false],
    ["W1009 08:53:20.417303       7 cart.go:12] failed", 13, false],
    ['time="2025-10-09T08:53:20Z" level=info msg="no error"', 9, false],
    ['{"level":"warn","msg":"failed"}', 13, false],
    ['203.0.113.9 - - [09/Oct/2025:08:53:20 +0000] "GET /failed HTTP/1.1" 200 5', 9, true],
    ['203.0.113.9 - - [09/Oct/2025:08:53:20 +0000] "GET / HTTP/1.1" 502 5', 17, true],
    ["Out of memory: Killed process 812 (tally)", 17, true],
  ])("of %j is %i", (text, severityNumber, isKeyword) => {
    expect(plainSeverity(text)).toMatchObject({ severityNumber, isKeyword });
  });

  it.each([
    "0 errors",
    "finished with no errors",
    "errors: 0",
    "12 passed, 0 failed",
    "opened error.log",
    "error_log is on",
    "completed without failure",
    "error handler installed",
    "loading info page",
    "GC(0) Pause Young (Allocation Failure) 273M->17M(989M)",
    "terror and mirrors",
    "            Total    Copied   Skipped  Mismatch    FAILED    Extras",
  ])("of %j is not stated", (text) => {
    expect(plainSeverity(text)).toBeNull();
  });
});
