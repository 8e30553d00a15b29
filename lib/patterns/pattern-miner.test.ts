import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_PATTERNS, PatternMiner } from "./pattern-miner.ts";

const USERS = ["avery", "blake", "casey", "devon", "ellis"];

function templates(lines: readonly string[], miner = new PatternMiner()): string[] {
  const found = lines.map((line) => miner.add(line));
  return found.map((pattern) => miner.resolve(pattern).template);
}

describe("merging", () => {
  test.each([
    [
      "a word that takes four values is a variable",
      USERS.slice(0, 4).map((user) => `Door opened for user ${user} at gate`),
      ["Door opened for user <*> at gate"],
    ],
    [
      "three words are three kinds",
      ["Link state is up now", "Link state is down now", "Link state is testing now"],
      ["Link state is up now", "Link state is down now", "Link state is testing now"],
    ],
    [
      "a number in the same place makes a variable at once",
      ["No route to gate seven", "No route to gate 8"],
      ["No route to gate <*>"],
    ],
    [
      "two places that vary, one after the other",
      USERS.slice(0, 4).flatMap((a) =>
        ["north", "south", "east", "west"].map((b) => `Badge of ${a} seen near ${b} gate`),
      ),
      ["Badge of <*> seen near <*> gate"],
    ],
    [
      "lines of one word stay apart",
      ["ALPHA", "BRAVO", "CHARLIE", "DELTA", "ECHO"],
      ["ALPHA", "BRAVO", "CHARLIE", "DELTA", "ECHO"],
    ],
  ])("%s", (_, lines, expected) => {
    expect([...new Set(templates(lines))]).toEqual(expected);
  });

  test("merges are told once, and what was found before resolves to the new pattern", () => {
    const miner = new PatternMiner();
    const first = miner.add("Door opened for user avery at gate");
    for (const user of USERS.slice(1, 4)) miner.add(`Door opened for user ${user} at gate`);
    expect(miner.resolve(first).template).toBe("Door opened for user <*> at gate");
    expect(miner.takeMerges().map(({ into }) => into.template)).toEqual(
      Array(4).fill("Door opened for user <*> at gate"),
    );
    expect(miner.takeMerges()).toEqual([]);
  });
});

/** Lines of some kinds with values in them, as any program writes them. */
const someLines = fc.array(
  fc.record({ kind: fc.integer({ min: 0, max: 5 }), user: fc.constantFrom(...USERS), number: fc.nat() }).map(lineOf),
  { minLength: 1, maxLength: 120 },
);

function lineOf({ kind, user, number }: { kind: number; user: string; number: number }): string {
  const kinds = [
    `Door opened for user ${user} at gate`,
    `Transfer of ${number} bytes to ${user} has ended`,
    `Service started on port ${number}`,
    `Service stopped after ${number} s`,
    `Quota of share ${user} is used up`,
    `Cache emptied`,
  ];
  return kinds[kind] ?? "";
}

describe("ids", () => {
  test("do not depend on the order of the lines", () => {
    fc.assert(
      fc.property(someLines, fc.infiniteStream(fc.nat()), (lines, random) => {
        const order = lines.map((line) => ({ line, key: random.next().value ?? 0 })).sort((a, b) => a.key - b.key);
        const straight = new Map(lines.map((line, i) => [line, templates(lines)[i]] as const));
        const shuffled = order.map(({ line }) => line);
        const other = templates(shuffled);
        for (const [i, line] of shuffled.entries()) expect(other[i]).toBe(straight.get(line));
      }),
      { numRuns: 40 },
    );
  });

  test("are the same when reading stops anywhere and goes on from what was stored", () => {
    fc.assert(
      fc.property(someLines, fc.nat(), (lines, cut) => {
        const at = cut % lines.length;
        const before = new PatternMiner();
        const first = lines.slice(0, at).map((line) => before.add(line));
        const after = new PatternMiner();
        for (const pattern of first) {
          after.know(pattern.template, false);
          if (before.resolve(pattern) !== pattern) after.know(before.resolve(pattern).template, true);
        }
        templates(lines.slice(at), after);
        expect(templates(lines, after)).toEqual(templates(lines));
      }),
    );
  });

  test("a known template with variables takes in what it covers", () => {
    const miner = new PatternMiner();
    miner.know("Door opened for user <*> at gate", true);
    expect(miner.add("Door opened for user frankie at gate").template).toBe("Door opened for user <*> at gate");
  });
});

test("memory stays bounded when every line is new, and the rest is told apart by its first word", () => {
  const miner = new PatternMiner();
  const letters = (n: number) => Array.from(String(n), (digit) => "abcdefghij"[Number(digit)]).join("");
  const found = new Set<string>();
  for (let i = 0; i < MAX_PATTERNS * 2; i++) found.add(miner.add(`note ${letters(i)} ${letters(i * 7)}x`).template);
  expect(found.size).toBeLessThanOrEqual(MAX_PATTERNS + 1);
  expect(miner.add("note zzz qqq").template).toBe("note <*>");
});
