import { expect, it } from "vitest";
import type { LaneMove, LaneRuleTest } from "#lib/model/lane-rule-test.ts";
import { demotedWithErrors, moveGroups, testVerdict } from "./test-verdict.ts";

const move = (from: LaneMove["from"], to: LaneMove["to"], hasError = false): LaneMove => {
  const error = hasError ? { line: 2, text: "ERROR" } : null;
  return { fileId: `${from}${to}`, name: "a.log", format: "plain", from, to, ruleId: null, error };
};
const test = (moves: LaneMove[], more: Partial<LaneRuleTest> = {}): LaneRuleTest => {
  const none = { high: 0, medium: 0, low: 0 };
  const rest = { oldestMs: 0, newestMs: 0, byRule: {}, otherwise: 0, chosen: 0, waiting: 0, isWhole: true };
  return { files: 200, moves, before: none, after: none, ...rest, ...more };
};

it.each([
  [test([]), "No file changes lane."],
  [test([], { files: 0 }), "No file came yet to try rules on."],
  [test([move("medium", "low")]), "1 file changes lane. Nothing leaves High."],
  [test([move("medium", "low"), move("high", "low")]), "2 files change lane. 1 file would leave High."],
  [test([], { files: 40, isWhole: false }), "No file changes lane. Looked at 40 files only: the patterns take long."],
])("says the verdict of %#", (result, sentence) => {
  expect(testVerdict(result)).toBe(sentence);
});

it("warns of files with errors that would wait longer, not of those that go sooner", () => {
  const moves = [move("medium", "low", true), move("low", "high", true), move("high", "medium")];
  expect(demotedWithErrors(moves)).toEqual([moves[0]]);
  expect(moveGroups([...moves, move("low", "high")]).map(({ from, to, moves: m }) => [from, to, m.length])).toEqual([
    ["low", "high", 2],
    ["medium", "low", 1],
    ["high", "medium", 1],
  ]);
});
