import { describe, expect, test } from "vitest";
import { hasCorpus } from "#lib/formats/corpus.test-kit.ts";
import { PatternMiner } from "#lib/patterns/pattern-miner.ts";
import { groupingScore } from "./grouping-score.ts";
import { labelledLines } from "./labelled-lines.ts";

describe("scores", () => {
  test.each([
    ["all right", "aabb", "xxyy", { GA: 1, FGA: 1 }],
    ["one group split", "aabb", "xxyz", { GA: 0.5, FGA: 0.4 }],
    ["two groups joined", "aabbc", "xxxxz", { GA: 0.2, FGA: 0.4 }],
    ["nothing right", "ab", "xx", { GA: 0, FGA: 0 }],
  ])("%s", (_, truth, found, expected) => {
    expect(groupingScore([...truth], [...found])).toEqual(expected);
  });
});

test.skipIf(!hasCorpus)("real lines are grouped as people grouped them", async () => {
  const sets = await labelledLines(new URL("../../../shared/corpus/loghub", import.meta.url).pathname);
  const scores = sets.map(({ lines, kinds }) => {
    const miner = new PatternMiner();
    const found = lines.map((line) => miner.add(line));
    return groupingScore(
      kinds,
      found.map((pattern) => miner.resolve(pattern).template),
    ).GA;
  });
  expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeGreaterThanOrEqual(0.92);
});
