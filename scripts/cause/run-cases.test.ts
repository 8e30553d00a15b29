import { expect, test } from "vitest";
import { CAUSE_CASES, runCauseCases } from "./run-cases.ts";

test("there are at least forty labelled logs, each with a name of its own", () => {
  expect(CAUSE_CASES.length).toBeGreaterThanOrEqual(40);
  expect(new Set(CAUSE_CASES.map(({ format, name }) => `${format} ${name}`)).size).toBe(CAUSE_CASES.length);
});

test("the outcome and the line that explains it are right in every labelled log", async () => {
  const results = await runCauseCases();
  const wrong = results.flatMap(({ case: one, misses }) => misses.map((miss) => `${one.format}: ${one.name}: ${miss}`));
  expect(wrong).toEqual([]);
});
