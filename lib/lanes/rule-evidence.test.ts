import { describe, expect, it } from "vitest";
import type { LaneCondition } from "#lib/model/lane-rule.ts";
import type { ClassifyInput } from "./classify.ts";
import { ruleEvidence } from "./rule-evidence.ts";

const FILE: ClassifyInput = {
  fileName: "logs/WS-118/perf-diag.log",
  format: "plain",
  source: "api",
  deployment: "Pilot ring",
  device: "WS-118",
  sizeBytes: 5000,
  head: "service starts\nEvent ID: 7045 a service was installed\n2026-01-01 WARN disk\nexit code: 0\nexit code: 1603\n",
  tail: "last lines\n[ERROR] it broke\n",
};
const EVENTS = "<Event><System><EventID Qualifiers='0'>4625</EventID><Level>3</Level></System></Event>\n";

describe("ruleEvidence", () => {
  it.each<[string, LaneCondition, Partial<ClassifyInput>, unknown]>([
    ["one of several formats", { formats: ["msi", "plain"] }, {}, { quote: "", line: null }],
    ["another format", { formats: ["msi"] }, {}, null],
    ["the last part of a path by a glob", { names: ["PERF-*"] }, {}, { quote: "", line: null }],
    ["the whole path where the glob has a slash", { names: ["*/ws-118/*.log"] }, {}, { quote: "", line: null }],
    ["a glob of the folder only", { names: ["logs*"] }, {}, null],
    ["a set in a glob", { names: ["perf[_-]diag.???"] }, {}, { quote: "", line: null }],
    ["signs of expressions in a glob as themselves", { names: ["perf.diag+log"] }, {}, null],
    [
      "source, deployment and device",
      { sources: ["api"], deployments: ["pilot*"], devices: ["ws-*"] },
      {},
      { quote: "", line: null },
    ],
    ["a device when there is none", { devices: ["*"] }, { device: null }, null],
    ["a size between two", { minBytes: 5000, maxBytes: 5000 }, {}, { quote: "", line: null }],
    ["a smaller size", { minBytes: 5001 }, {}, null],
    [
      "a text whatever its case",
      { content: { texts: ["nothing", "WARN DISK"] } },
      {},
      { quote: "2026-01-01 WARN disk", line: 3 },
    ],
    ["a text in the end", { content: { texts: ["it broke"] } }, {}, { quote: "[ERROR] it broke", line: null }],
    [
      "the earlier of a text and a pattern",
      { content: { texts: ["exit"], patterns: ["^2026.*$"] } },
      {},
      { quote: "2026-01-01 WARN disk", line: 3 },
    ],
    [
      "the first value that is not excepted",
      { content: { patterns: ["exit code: (\\d+)"], except: ["0"] } },
      {},
      { quote: "exit code: 1603", line: 5 },
    ],
    ["only excepted values", { content: { patterns: ["exit code: (\\d+)"], except: ["0", "1603"] } }, {}, null],
    ["what stands in the start, when only the end counts", { content: { texts: ["exit"], where: "end" } }, {}, null],
    [
      "the whole of a short file as its end",
      { content: { texts: ["starts"], where: "end" } },
      { tail: null },
      { quote: "service starts", line: 1 },
    ],
    ["at least a warning", { severity: "warn" }, {}, { quote: "2026-01-01 WARN disk", line: 3 }],
    ["at least an error", { severity: "error" }, {}, { quote: "[ERROR] it broke", line: null }],
    ["a fatal line", { severity: "fatal" }, {}, null],
    [
      "a warning of the event log",
      { severity: "warn" },
      { head: EVENTS, format: "event-xml" },
      { quote: "<Level>3</Level>", line: 1 },
    ],
    ["an event id in words", { eventIds: [1, 7045] }, {}, { quote: "Event ID: 7045", line: 2 }],
    [
      "an event id in XML",
      { eventIds: [4625] },
      { head: EVENTS },
      { quote: "<EventID Qualifiers='0'>4625</EventID>", line: 1 },
    ],
    ["a part of an event id", { eventIds: [704, 462] }, { head: `${FILE.head}${EVENTS}` }, null],
    [
      "all conditions at once",
      { formats: ["plain"], severity: "warn", content: { texts: ["1603"] } },
      {},
      { quote: "exit code: 1603", line: 5 },
    ],
    ["all but one", { formats: ["plain"], severity: "fatal", content: { texts: ["1603"] } }, {}, null],
  ])("looks for %s", (_case, condition, change, expected) => {
    expect(ruleEvidence(condition, { ...FILE, ...change })).toEqual(expected);
  });

  it("finds a match across the pieces a long text is looked at in", () => {
    const head = `${"x".repeat(16_380)}needle in the hay\n${"y\n".repeat(20_000)}`;
    expect(ruleEvidence({ content: { patterns: ["needle in"] } }, { ...FILE, head })).toMatchObject({ line: 1 });
  });
});
