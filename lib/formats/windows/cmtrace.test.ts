import { describe, expect, it } from "vitest";
import { corpusText, hasCorpus } from "#lib/formats/corpus.test-kit.ts";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { severityLevel } from "#lib/model/severity.ts";
import { expectLinearWork } from "#lib/streams/linear-time.test-kit.ts";
import { cmtrace } from "./cmtrace.ts";
import { readCmtraceTime } from "./cmtrace-time.ts";

function line(attributes: Record<string, string>, message = "x"): string {
  const all = {
    time: "08:00:00.000+480",
    date: "11-18-2026",
    component: "c",
    context: "",
    type: "1",
    thread: "1",
    file: "",
    ...attributes,
  };
  const written = Object.entries(all).map(([name, value]) => `${name}="${value}"`);
  return `<![LOG[${message}]LOG]!><${written.join(" ")}>\n`;
}

function only(text: string) {
  const { pieces } = parseText(cmtrace, text);
  const parsed = pieces[0]?.parsed;
  if (parsed?.kind !== "record") throw new Error("no record");
  return { ...parsed, iso: parsed.timeUs === null ? null : new Date(parsed.timeUs / 1000).toISOString() };
}

function bodies(text: string) {
  return parseText(cmtrace, text).pieces.map(({ parsed }) => (parsed.kind === "record" ? parsed.body : parsed.reason));
}

describe("cmtrace", () => {
  it.each([
    ["08:00:00.000+480", 480],
    ["08:00:00.000+240", 240],
    ["08:00:00.000-330", -330],
    ["08:00:00.000-60", -60],
    ["08:00:00.000+-420", -420],
    ["08:00:00.000+00", 0],
    ["08:00:00.000+000", 0],
    ["08:00:00.000 600", 600],
    ["08:00:00.000 -300", -300],
    ["8:00:00 AM+60", 60],
    ["08:00:00.0000000", null],
    ["08:00:00.000+9999", null],
  ])("reads the bias of %s as %s minutes", (text, biasMinutes) => {
    expect(readCmtraceTime(text)?.biasMinutes).toBe(biasMinutes);
  });

  it.each(["", "8 o'clock", "25:00:00.000", "08:00", "08:00:00.0000000001"])("takes %j for no time", (text) => {
    expect(readCmtraceTime(text)).toBeNull();
  });

  it("adds the bias to local time to get UTC", () => {
    expect(only(line({ time: "22:55:38.363+480", date: "12-06-2026" }))).toMatchObject({
      iso: "2026-12-07T06:55:38.363Z",
      isLocalTime: false,
    });
    expect(only(line({ time: "02:10:00.5-330" })).iso).toBe("2026-11-17T20:40:00.500Z");
  });

  it("distrusts MDT's +000 and takes its times as local", () => {
    const text = line({ time: "16:52:13.000+000", component: "LiteTouch", thread: "", file: "LiteTouch" });
    expect(only(text)).toMatchObject({ isLocalTime: true, iso: "2026-11-18T16:52:13.000Z" });
    expect(parseText(cmtrace, text).settings.hasRecordZone).toBe(false);
  });

  it("trusts +000 where threads are written", () => {
    expect(only(line({ time: "16:52:13.000+000" })).isLocalTime).toBe(false);
  });

  it.each([
    ["a user", { context: "SHOP\\tally", file: "" }],
    ["PowerShell", { context: "", file: "Deploy-Application.ps1" }],
    ["a line of a module", { context: "", file: "C:\\x\\PSAppDeployToolkit.psm1:120" }],
    ["VBScript", { context: "", file: "setup.vbs" }],
  ])("takes no zone from a script, which %s gives away", (_what, attributes) => {
    const text = line({ time: "19:41:12.661+120", ...attributes });
    expect(only(text)).toMatchObject({ isLocalTime: true, iso: "2026-11-18T19:41:12.661Z" });
    expect(parseText(cmtrace, text).settings).toMatchObject({
      hasRecordZone: false,
      notes: [expect.stringContaining("Scripts wrote these times")],
    });
    expect(parseText(cmtrace, line({ file: "agent.cpp:12" })).settings).toMatchObject({
      hasRecordZone: true,
      notes: [],
    });
  });

  it("keeps Intune's times local, to the microsecond", () => {
    const record = only(line({ time: "08:14:02.3310045", date: "18-11-2026" }));
    expect(record).toMatchObject({ isLocalTime: true, timeUs: Date.UTC(2026, 10, 18, 8, 14, 2, 331) * 1000 + 4 });
  });

  it.each([
    ["a bias, by definition", ["05-04-2026"], ".000+00", "mdy", false],
    ["a bias, but a month over 12", ["18-04-2026"], ".000+00", "dmy", false],
    ["Intune, a day over 12", ["5-4-2026", "18-4-2026"], ".0000000", "dmy", false],
    ["Intune, days that follow each other", ["9-8-2026", "9-9-2026", "9-10-2026"], ".0000000", "mdy", false],
    ["Intune, nothing to go by", ["5-4-2026"], ".0000000", "mdy", true],
  ])("decides the order of day and month: %s", (_why, dates, fraction, dateOrder, isDateOrderAssumed) => {
    const text = dates.map((date) => line({ time: `08:00:00${fraction}`, date })).join("");
    expect(parseText(cmtrace, text).settings).toMatchObject({ dateOrder, isDateOrderAssumed });
  });

  it.each([
    ["0", "info"],
    ["1", "info"],
    ["2", "warn"],
    ["3", "error"],
    ["5", "debug"],
    ["", "unspecified"],
    ["many", "unspecified"],
  ])("reads type %j as %s", (type, level) => {
    expect(severityLevel(only(line({ type })).severityNumber)).toBe(level);
  });

  it("keeps an impossible date as text", () => {
    expect(only(line({ date: "31-31-2026" }))).toMatchObject({ timeUs: null, timeText: "31-31-2026 08:00:00.000+480" });
  });

  it("rejects text outside records, cut records and orphaned ends, each with its reason", () => {
    const text = `outside\n${line({})}tail]LOG]!><time="08:00:00.000+00">\n<![LOG[never closed\n`;
    const { pieces } = parseText(cmtrace, text);
    expect(pieces.map(({ parsed }) => (parsed.kind === "reject" ? parsed.reason.split(":")[0] : "record"))).toEqual([
      "Text outside any record",
      "record",
      "The record's start is missing",
      "The record is cut off",
    ]);
  });

  it("reads several records on one line", () => {
    const text = `${line({}, "a").trim()}${line({}, "b").trim()}${line({}, "c\nd")}${line({}, "e")}`;
    expect(bodies(text)).toEqual(["a", "b", "c\nd", "e"]);
  });

  it.each([
    ["no attributes at all", "<![LOG[a]LOG]!>\n", "a"],
    ["attributes on the next line", `<![LOG[a]LOG]!>\n${line({}, "x").split("]LOG]!>")[1]}`, "a"],
    ["text behind the attributes", `${line({}, "a").trim()} behind\n`, "a\nbehind"],
    ["blanks before it", `\t ${line({}, "a")}`, "a"],
    ["the marks of a record in its text", line({}, "x ]LOG]!> and <![LOG[ y"), "x ]LOG]!> and <![LOG[ y"],
  ])("reads a record with %s", (_what, text, body) => {
    expect(bodies(text + line({}, "next"))).toEqual([body, "next"]);
  });

  it.each([
    ["8:14:02 AM", "08:14:02"],
    ["12:14:02.5 PM", "12:14:02"],
    ["11:14:02 pm", "23:14:02"],
  ])("reads the clock of twelve hours %s", (time, expected) => {
    expect(only(line({ time, date: "2026-11-18" })).iso?.slice(11, 19)).toBe(expected);
  });

  it.each([
    ["Warning", "warn"],
    ["Error", "error"],
    ["Info", "info"],
  ])("reads the type %s that scripts write", (type, level) => {
    expect(severityLevel(only(line({ type })).severityNumber)).toBe(level);
  });

  it("joins the lines of a simple record to the one that ends it, old dates included", () => {
    const text =
      "Two lines\nof text~  $$<SyncAgent><11-18-2026 08:14:02.331+-60><thread=2044 (0x7FC)>\n" +
      "Done~  $$<SyncAgent><Wed Nov 18 09:14:02.331 2026 Pacific Standard Time><thread=2044 (0x7FC)>\n";
    expect(bodies(text)).toEqual(["Two lines\nof text", "Done"]);
    const times = parseText(cmtrace, text).pieces.map(({ parsed }) => parsed.kind === "record" && parsed.timeUs);
    expect(times).toEqual([Date.UTC(2026, 10, 18, 7, 14, 2, 331) * 1000, Date.UTC(2026, 10, 18, 9, 14, 2, 331) * 1000]);
  });

  it("is sure of a log whose first record is cut and of one mixed with plain lines", () => {
    const detect = (head: string) => cmtrace.detect({ fileName: "x", head, tail: null, receivedAtMs: 0 });
    expect(detect(`end of a message${line({}).slice(8)}${line({})}`)).toBeGreaterThan(0.9);
    expect(detect(`a line\n${line({})}another\n${line({})}`)).toBeGreaterThan(0.7);
  });

  it("reads lines copied from the viewer's window, on as many lines as their text has", () => {
    const text =
      "Setup started.\tOpen-Session\t11/18/2026 8:14:02 AM\t2044 (0x07FC)\r\n\r\n" +
      "Stopped:\n\tMessage :\tdenied\tShow-Welcome\t11/19/2026 2:14:02 PM\t2044 (0x07FC)\n";
    const { pieces, settings } = parseText(cmtrace, text);
    expect(settings).toMatchObject({ dateOrder: "mdy", isDateOrderAssumed: false, hasRecordZone: false });
    expect(pieces.map(({ parsed }) => parsed)).toMatchObject([
      { body: "Setup started.", logger: "Open-Session", timeUs: Date.UTC(2026, 10, 18, 8, 14, 2) * 1000 },
      { body: "Stopped:\n\tMessage :\tdenied", timeUs: Date.UTC(2026, 10, 19, 14, 14, 2) * 1000, severityNumber: 0 },
    ]);
    expect(cmtrace.detect({ fileName: "x", head: text, tail: null, receivedAtMs: 0 })).toBeGreaterThan(0.4);
  });

  it.each([
    ["11/18/2026\t2044 (0x7FC)\n", "no time"],
    ["a\tb\t11/18/2026 8:14:02\t2044\n", "no thread in hexadecimal"],
    ["a\t11/18/2026 8:14:02\t2044 (0x7FC)\n", "no component"],
  ])("takes %j for no copied line: %s", (head) => {
    expect(cmtrace.detect({ fileName: "x", head, tail: null, receivedAtMs: 0 })).toBe(0);
  });

  it("reads the simple variant", () => {
    const record = only("Starting the sync  $$<SyncAgent><11-18-2026 08:14:02.331+-60><thread=2044 (0x7FC)>\n");
    expect(record).toMatchObject({ body: "Starting the sync", logger: "SyncAgent", iso: "2026-11-18T07:14:02.331Z" });
  });

  it.each(cmtrace.samples)("detects its sample %#", (head) => {
    expect(cmtrace.detect({ fileName: "x", head, tail: null, receivedAtMs: 0 })).toBeGreaterThan(0.9);
  });

  it.each(["2026-01-01 plain text\n", '{"level":30}\n', "<![CDATA[x]]>\n", ""])("does not detect %j", (head) => {
    expect(cmtrace.detect({ fileName: "ccmsetup.log", head, tail: null, receivedAtMs: 0 })).toBeLessThan(0.5);
  });

  it("takes linear time on hostile text", () => {
    const hostile = [
      "<![LOG[".repeat(150_000),
      "]LOG]!><".repeat(150_000),
      `<![LOG[x]LOG]!><${'a="'.repeat(300_000)}`,
      "$$<".repeat(300_000),
      `${"\t1/1/2026 ".repeat(90_000)})`,
      '<time="1:11:11"'.repeat(70_000),
    ];
    expectLinearWork(hostile, (text) => void parseText(cmtrace, `${text}\n`));
  });
});

describe.skipIf(!hasCorpus)("cmtrace on real logs", () => {
  it.each([
    ["cmtrace-ime/Silvermaz28__IntuneManagementExtension.log", 4913, 0],
    ["cmtrace-ccm/jimbocalvo__ccmsetup.log", 195, 0],
    ["cmtrace-ccm/brackdk04__smsts.log", 881, 0],
    ["cmtrace-mdt/maxmoonACR__BDD.log", 1393, 0],
    ["ime-outcome-synthetic/adamgell__unkeyed-malformed-record__AppWorkload.log", 4, 1],
  ])("finds every record of %s", (path, records, rejects) => {
    const { pieces } = parseText(cmtrace, corpusText(path));
    expect(pieces.filter(({ parsed }) => parsed.kind === "record")).toHaveLength(records);
    expect(pieces.filter(({ parsed }) => parsed.kind === "reject")).toHaveLength(rejects);
  });
});
