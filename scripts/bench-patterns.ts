import { PatternMiner } from "#lib/patterns/pattern-miner.ts";
import { type GroupingScore, groupingScore } from "./bench/grouping-score.ts";
import { type LabelledLines, labelledLines } from "./bench/labelled-lines.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

const USAGE = `Usage: npm run bench:patterns -- <folder>

Groups the lines of every X_2k.log_structured.csv of the folder (column Content) and scores the groups by its column
EventId. The line before the last compares with the baseline "mask every token with a digit"; the last is JSON.

Exit code: 0, 1 when it can't be done, 2 for wrong use.`;

/** Returns the exit code. */
async function benchPatterns(): Promise<number> {
  assertNodeVersion();
  const [folder, ...rest] = process.argv.slice(2);
  if (folder === undefined || rest.length > 0 || folder.startsWith("-")) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const sets = await labelledLines(folder);
  const startedMs = performance.now();
  const scores = sets.map((set) => groupingScore(set.kinds, minedPatterns(set)));
  const tookS = (performance.now() - startedMs) / 1000;
  const baseline = sets.map((set) => groupingScore(set.kinds, set.lines.map(withoutDigits)));
  for (const [i, { name }] of sets.entries()) process.stdout.write(`${row(name, scores[i], baseline[i])}\n`);
  const average = averageOf(scores);
  const base = averageOf(baseline);
  const lines = sets.reduce((sum, set) => sum + set.lines.length, 0);
  process.stdout.write(
    `baseline: GA ${base.GA}, FGA ${base.FGA}; ratio: GA ${ratio(average.GA, base.GA)}, FGA ${ratio(average.FGA, base.FGA)}; ${Math.round(lines / tookS)} lines/s from cold\n`,
  );
  const named = Object.fromEntries(sets.map(({ name }, i) => [name, rounded(scores[i])]));
  process.stdout.write(`${JSON.stringify({ bench: "patterns", sets: named, average })}\n`);
  return 0;
}

/** The pattern of each line once all have been seen, as the store shows them. */
function minedPatterns({ lines }: LabelledLines): string[] {
  const miner = new PatternMiner();
  return lines.map((line) => miner.add(line)).map((pattern) => miner.resolve(pattern).template);
}

function withoutDigits(line: string): string {
  return line
    .split(/\s+/)
    .map((token) => (/\d/.test(token) ? "<*>" : token))
    .join(" ");
}

function averageOf(scores: readonly GroupingScore[]): GroupingScore {
  const sum = (key: keyof GroupingScore) => scores.reduce((total, score) => total + score[key], 0) / scores.length;
  return rounded({ GA: sum("GA"), FGA: sum("FGA") });
}

function rounded(score: GroupingScore | undefined): GroupingScore {
  const at4 = (value: number | undefined) => Math.round((value ?? 0) * 10_000) / 10_000;
  return { GA: at4(score?.GA), FGA: at4(score?.FGA) };
}

function ratio(ours: number, theirs: number): string {
  return theirs === 0 ? "-" : (ours / theirs).toFixed(2);
}

function row(name: string, ours: GroupingScore | undefined, theirs: GroupingScore | undefined): string {
  const at3 = (value: number | undefined) => (value ?? 0).toFixed(3);
  return `${name.padEnd(14)} GA ${at3(ours?.GA)} FGA ${at3(ours?.FGA)}   baseline GA ${at3(theirs?.GA)} FGA ${at3(theirs?.FGA)}`;
}

process.exitCode = await benchPatterns().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  return 1;
});
