import { join } from "node:path";
import { AppError } from "#lib/errors.ts";
import { type LabelledFile, readLabels } from "./corpus/read-labels.ts";
import { readWhole } from "./corpus/read-whole.ts";
import { missRows, type Score, score, summary } from "./corpus/score.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

const USAGE = `Usage: npm run test:corpus -- <folder>

Reads every file that <folder>/MANIFEST.tsv lists and scores format and record count as <folder>/LABELS.tsv says.
Prints a table of misses and, last, one line of JSON.

Exit code: 0, 1 when a format is wrong, more than 2 % of the counts are, or a byte is lost, 2 for wrong use.`;

/** Returns the exit code. */
async function main(): Promise<number> {
  assertNodeVersion();
  const [folder, ...rest] = process.argv.slice(2);
  if (folder === undefined || rest.length > 0 || folder.startsWith("-")) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const files = await readLabels(folder).catch((error: Error) => error.message);
  if (typeof files === "string") {
    process.stderr.write(`${folder} holds no labelled logs: ${files}\n\n${USAGE}\n`);
    return 2;
  }
  const scores: Score[] = [];
  const failures: string[][] = [];
  for (const file of files) await scoreFile(folder, file, { scores, failures });
  const misses = [...missRows(scores), ...failures];
  if (misses.length > 0) process.stdout.write(`${table([["file", "what", "expected", "got", "remark"], ...misses])}\n`);
  const figures = summary(scores);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  const isRight =
    failures.length === 0 &&
    figures.format_right === figures.format_files &&
    figures.records_right >= figures.records_files * 0.98 &&
    scores.every(({ isWhole }) => isWhole);
  return isRight ? 0 : 1;
}

async function scoreFile(folder: string, file: LabelledFile, to: { scores: Score[]; failures: string[][] }) {
  try {
    to.scores.push(score(file, await readWhole(join(folder, file.file))));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    to.failures.push([file.file, "reading", "", "", error.message]);
  }
}

function table(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

process.exitCode = await main();
