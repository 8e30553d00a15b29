import { describe, expect, it } from "vitest";
import type { LaneRule } from "#lib/model/lane-rule.ts";
import { countChanges, movedRule, ruleChange, withCopy } from "./rules-draft.ts";

const rule = (id: string, more: Partial<LaneRule> = {}): LaneRule => {
  return {
    id,
    name: id,
    lane: "high",
    because: "b",
    isOn: true,
    condition: { formats: ["msi"], minBytes: 1 },
    ...more,
  };
};
const otherwise = { lane: "low", because: "o" } as const;
const SAVED = { rules: [rule("a"), rule("b"), rule("c")], otherwise };
const ids = (rules: LaneRule[]) => rules.map(({ id }) => id).join("");

describe("movedRule", () => {
  it.each([
    ["down", 0, 2, "bca"],
    ["up", 2, 0, "cab"],
    ["nowhere", 1, 1, "abc"],
    ["not past the end", 2, 3, "abc"],
    ["not before the start", 0, -1, "abc"],
  ])("moves %s", (_case, from, to, expected) => {
    expect(ids(movedRule(SAVED.rules, from, to))).toBe(expected);
  });
});

describe("countChanges", () => {
  it("counts rules made, changed and removed, and a new order once", () => {
    expect(countChanges(SAVED, SAVED)).toBe(0);
    expect(countChanges(SAVED, { rules: [rule("a", { lane: "low" }), rule("c"), rule("n")], otherwise })).toBe(3);
    expect(countChanges(SAVED, { rules: [rule("c"), rule("b"), rule("a")], otherwise })).toBe(1);
    expect(countChanges(SAVED, { ...SAVED, otherwise: { lane: "medium", because: "o" } })).toBe(1);
  });

  it("does not mind in which order the database kept the parts of a condition", () => {
    const other = rule("a", { condition: { minBytes: 1, formats: ["msi"] } });
    expect(ruleChange(SAVED, other)).toBeNull();
    expect(ruleChange(SAVED, rule("x"))).toBe("new");
    expect(ruleChange(SAVED, rule("a", { isOn: false }))).toBe("changed");
  });
});

it("puts a copy after its original, off", () => {
  const rules = withCopy(SAVED.rules, 0, "n");
  expect(ids(rules)).toBe("anbc");
  expect(rules[1]).toMatchObject({ name: "a (copy)", isOn: false });
});
