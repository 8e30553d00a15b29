import { describe, expect, it } from "vitest";
import { cutText, parsePieces, parseResumed, parseText } from "#lib/formats/parse-text.test-kit.ts";
import { type FormatDefinitionInput, formatDefinitionSchema } from "#lib/model/format-definition.ts";
import { createCustomFormat } from "./create-custom-format.ts";

const tills: FormatDefinitionInput = {
  id: "till-agent",
  name: "Till agent",
  fileNames: ["till-*.log"],
  pattern: {
    kind: "grok",
    text: "%{DATA:time} <%{WORD:level}> %{NOTSPACE:host} till[%{INT:pid}] #%{INT:receipt:int} %{GREEDYDATA:message}",
  },
  time: { layout: "%d.%m.%Y %H:%M:%S,%f", zone: "Europe/Berlin" },
  levels: { STOERUNG: "error", Hinweis: "info" },
  multiLine: { kind: "unmatched" },
  lane: "medium",
};
tills.pattern.text = tills.pattern.text.replace("till[", String.raw`till\[`).replace("pid}]", String.raw`pid}\]`);

const format = (changes: Partial<FormatDefinitionInput> = {}) =>
  createCustomFormat({ definition: formatDefinitionSchema.parse({ ...tills, ...changes }), version: 3 });

const LOG = [
  "18.11.2026 08:14:02,331 <Hinweis> pos-3 till[2044] #17 Tallybook 4.2 started",
  "18.11.2026 08:14:03,5 <STOERUNG> pos-3 till[2044] #18 drawer does not answer",
  "  retry 1",
  "  retry 2",
  "31.02.2026 08:14:04,000 <warn> pos-3 till[x] #99999999999999999999 odd",
].join("\n");

const sample = (head: string, fileName = "x.txt") => ({
  fileName,
  head,
  tail: null,
  receivedAtMs: Date.UTC(2026, 10, 20),
});
const parsedOf = (text: string, changes: Partial<FormatDefinitionInput> = {}) =>
  parseText(format(changes), text).pieces.map(({ parsed }) => parsed);

describe("a format from a definition", () => {
  it("maps fields, times, levels and what has no column", () => {
    const [first, second] = parsedOf(LOG);
    expect(first).toEqual({
      kind: "record",
      timeUs: Date.UTC(2026, 10, 18, 8, 14, 2, 331) * 1000,
      isLocalTime: true,
      severityNumber: 9,
      severityText: "Hinweis",
      body: "Tallybook 4.2 started",
      hostName: "pos-3",
      processId: 2044,
      attributes: { receipt: 17 },
    });
    expect(second).toMatchObject({ severityNumber: 17, body: expect.stringContaining("answer\n  retry 1\n  retry 2") });
  });

  it("joins a line that does not fit to the record before it, or keeps it as text, as the multi-line rule says", () => {
    expect(parsedOf(LOG).map(({ kind }) => kind)).toEqual(["record", "record"]);
    expect(parsedOf(LOG, { multiLine: { kind: "none" } }).map(({ kind }) => kind)).toEqual([
      "record",
      "record",
      "reject",
      "reject",
      "reject",
    ]);
    const starts = parsedOf(LOG, { multiLine: { kind: "starts", pattern: String.raw`^\d\d\.\d\d\.\d{4} ` } });
    const continues = parsedOf(LOG, { multiLine: { kind: "continues", pattern: String.raw`^\s` } });
    for (const parsed of [starts, continues])
      expect(parsed.map(({ kind }) => kind)).toEqual(["record", "record", "reject"]);
  });

  it("says why a line is kept as text", () => {
    expect(parsedOf("something else", { multiLine: { kind: "none" } })).toEqual([
      { kind: "reject", reason: "The line does not fit the pattern of Till agent." },
    ]);
    expect(parsedOf("x".repeat(20_000))).toMatchObject([{ kind: "reject", reason: expect.stringContaining("16384") }]);
  });

  it("keeps a time, a number and a level that can't be as they are written", () => {
    const text = "31.02.2026 08:14:04,000 <grell> pos-3 till[7] #99999999999999999999 odd";
    expect(parsedOf(text)).toMatchObject([
      {
        timeUs: null,
        timeText: "31.02.2026 08:14:04,000",
        severityNumber: 0,
        severityText: "grell",
        attributes: { receipt: "99999999999999999999" },
      },
    ]);
  });

  it("reads a regular expression with named groups as well", () => {
    const pattern = { kind: "regex" as const, text: String.raw`(?<time>\S+) (?<level>\w+) (?P<message>.*)` };
    expect(parsedOf("2026-11-18T08:14:02Z ERROR no", { pattern, time: { layout: "iso" }, levels: {} })).toMatchObject([
      { timeUs: Date.UTC(2026, 10, 18, 8, 14, 2) * 1000, isLocalTime: false, severityNumber: 17, body: "no" },
    ]);
  });

  it("goes on from its state exactly", () => {
    const till = format();
    const settings = JSON.parse(JSON.stringify(till.survey(sample(LOG))));
    const pieces = cutText(till, LOG, settings);
    expect(parseResumed(till, settings, pieces)).toEqual(parsePieces(till.createParser(settings), pieces));
  });

  it("names the definition's version, zone and lane", () => {
    expect(format()).toMatchObject({ id: "till-agent", version: 3, timeZone: "Europe/Berlin", defaultLane: "medium" });
  });
});

describe("how sure it is", () => {
  it("is surer of a file with its name, and sure of its content alone", () => {
    expect(format().detect(sample(LOG, "till-7.log"))).toBeGreaterThan(0.95);
    expect(format().detect(sample(LOG, "C:\\logs\\TILL-7.LOG"))).toBeGreaterThan(0.95);
    expect(format().detect(sample(LOG))).toBeCloseTo(0.88);
  });

  it("does not claim other content by its name, or other names where the name is required", () => {
    expect(format().detect(sample("just\nsome\ntext\n", "till-7.log"))).toBe(0);
    expect(format({ isNameRequired: true }).detect(sample(LOG))).toBe(0);
  });

  it("is hardly sure of anything by a pattern that fits everything", () => {
    const pattern = { kind: "grok" as const, text: "%{GREEDYDATA:message}" };
    expect(format({ pattern, multiLine: { kind: "none" } }).detect(sample(LOG))).toBeLessThanOrEqual(0.3);
  });
});

describe("hostile patterns and lines", () => {
  it.each([
    ["(?<message>(a+)+)b"],
    ["(?<message>(a|a)*)b"],
    ["(?<message>(a|aa)+)b"],
    ["(?<message>(.*)*)x"],
    [String.raw`(?<message>(\w+\s?)+)!`],
    ["(?<a>.*)(?<b>.*)(?<c>.*)(?<d>.*)(?<e>.*)=(?<message>.*)b"],
  ])("%s takes time in proportion to the line, not to its combinations", (text) => {
    const evil = format({ pattern: { kind: "regex", text }, multiLine: { kind: "none" } });
    expect(parseText(evil, "a".repeat(16_000)).pieces).toMatchObject([{ parsed: { kind: "reject" } }]);
  });
});
