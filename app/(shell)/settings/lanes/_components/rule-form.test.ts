import { describe, expect, it } from "vitest";
import { SHIPPED_RULES } from "#lib/lanes/lane-rules.ts";
import type { LaneRule } from "#lib/model/lane-rule.ts";
import { formOf, ruleOf } from "./rule-form.ts";

const RULE: LaneRule = {
  id: "a",
  name: "Everything",
  lane: "high",
  because: "all of it",
  isOn: false,
  condition: {
    formats: ["msi"],
    names: ["a*", "b*"],
    sources: ["api"],
    deployments: ["d"],
    devices: ["v"],
    severity: "error",
    eventIds: [1, 7045],
    content: { texts: ["one text"], patterns: ["a|b"], except: ["0"], where: "end" },
    minBytes: 1024,
    maxBytes: 2048,
  },
};

describe("the form of a rule", () => {
  it.each([RULE, ...SHIPPED_RULES.rules].map((rule) => [rule.name, rule] as const))(
    "keeps %s as it is",
    (_name, rule) => {
      expect(ruleOf(formOf(rule), rule.id)).toEqual({ rule });
    },
  );

  it.each([
    ["nothing to look for", { names: "" }, "Needs at least one condition."],
    ["no name", { name: " " }, "The name must not be empty."],
    ["a bad pattern", { patterns: "(x" }, '"(x" is not a usable pattern: missing closing ): `(x`.'],
    ["an event id that is none", { eventIds: "12, x" }, "Event ids: must be event ids from 0 to 65535."],
  ])("says what is wrong with %s", (_case, change, problem) => {
    const plain = { ...RULE, condition: { names: ["a"] } };
    expect(ruleOf({ ...formOf(plain), ...change }, "a")).toEqual({ problem });
  });
});
