import { describe, expect, it } from "vitest";
import { evaluateExpression, expressionHolds, expressionKey, expressionProblem } from "./expressions.ts";

const SCOPE = { event: { data: { n: 5, half: 0.5, id: "a", tags: ["x"] } }, async: { data: { id: "a" } } };

describe("expressions", () => {
  it.each([
    ["event.data.n + 1", 6],
    ["2 * event.data.half", 1],
    ["event.data.id == async.data.id", true],
    ["has(event.data.missing) ? 1 : 2", 2n],
    ["event.data.id == 'a' ? -600 : 600", -600n],
  ])("evaluates %s", (expression, value) => {
    expect(evaluateExpression(expression, SCOPE)).toEqual(value);
  });

  it("has no value where a field is missing, and does not hold", () => {
    expect(evaluateExpression("event.data.missing", SCOPE)).toBeUndefined();
    expect(expressionHolds("event.data.missing == 'a'", SCOPE)).toBe(false);
  });

  it("keeps keys of different types apart", () => {
    expect(expressionKey("event.data.n", SCOPE)).toBe("5");
    expect(expressionKey("string(event.data.n)", SCOPE)).toBe('"5"');
    expect(expressionKey("event.data.tags", SCOPE)).toBe('["x"]');
    expect(expressionKey("event.data.missing", SCOPE)).toBeNull();
  });

  it("names what is wrong with an expression", () => {
    expect(expressionProblem("event.data.id")).toBeNull();
    expect(expressionProblem("1 +")).toContain("EOF");
    expect(expressionProblem("process.exit()")).not.toBeNull();
  });
});
