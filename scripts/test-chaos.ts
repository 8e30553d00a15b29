import { randomInt } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { connect } from "#lib/platform/database.ts";
import { awaitEnd } from "./chaos/await-end.ts";
import { chaosAccounts } from "./chaos/chaos-accounts.ts";
import { compareRun } from "./chaos/compare-run.ts";
import { FileFeed } from "./chaos/file-feed.ts";
import { killParts } from "./chaos/kill-parts.ts";
import { SeededRandom } from "./chaos/seeded-random.ts";
import { tellProblems } from "./chaos/tell-problems.ts";
import { type ForkedStack, forkStack } from "./stack/fork-stack.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

const APP_PORT = 4120;
/** Longer than any part needs to come back, even one that is killed twice. */
const ANSWER_WITHIN_MS = 180_000;
const END_WITHIN_MS = 600_000;

/**
 * `npm run test:chaos -- [--kills N] [--seed S] [--files N]`: ingests a mixture of files while parts of its own stack
 * are killed with -9, then compares what is stored, row by row, with what a reading in one go gives.
 * Prints one line of JSON; progress goes to stderr.
 */
async function testChaos(): Promise<number> {
  assertNodeVersion();
  const { kills, seed, files } = readOptions();
  const folder = mkdtempSync(join(tmpdir(), "sluice-chaos-"));
  const stateDir = join(folder, "state");
  say(`Seed ${seed}: the same files and kills again with --kills ${kills} --seed ${seed}`);
  const stack = await forkStack({ stateDir, appPort: APP_PORT, isDiscarded: true });
  let isClean = false;
  try {
    isClean = await run({ stack, stateDir, folder, kills, seed, files });
    return isClean ? 0 : 1;
  } finally {
    const logs = join(folder, "logs");
    if (!isClean) cpSync(join(stateDir, "logs"), logs, { recursive: true });
    await stack.stop();
    if (isClean) rmSync(folder, { recursive: true, force: true });
    else say(`The logs of the parts are in ${logs}, the files in ${join(folder, "files")}.`);
  }
}

interface RunInput {
  stack: ForkedStack;
  stateDir: string;
  folder: string;
  kills: number;
  seed: number;
  files: number;
}

async function run({ stack, stateDir, folder, kills, seed, files }: RunInput): Promise<boolean> {
  const sql = connect({ url: stack.databaseUrl, maxConnections: 2 });
  // Shipped, Low waits half an hour while others come; here it must be hit by kills as well.
  await sql`update public.lane_settings set longest_wait_ms = 5000 where lane = 'low'`;
  await sql`update public.lane_settings set start_delay_ms = 500 where lane = 'medium'`;
  const filesFolder = join(folder, "files");
  mkdirSync(filesFolder);
  const feed = new FileFeed({
    seed,
    folder: filesFolder,
    ports: {
      accounts: await chaosAccounts(stack, stateDir),
      uploadsPath: join(folder, "uploads.json"),
      withinMs: ANSWER_WITHIN_MS,
    },
    say,
  });
  const startedMs = Date.now();
  feed.start();
  const random = new SeededRandom(seed);
  await killParts({ stateDir, kills, random, workInFlight: () => feed.workInFlight(), say });
  const lastKillMs = Date.now();
  await feed.stop({ least: files });
  const left = await awaitEnd(sql, { withinMs: END_WITHIN_MS });
  say(`Everything ended ${seconds(lastKillMs)} after the last kill, ${seconds(startedMs)} after the first file.`);
  const difference = await compareRun(sql, feed.files);
  const isClean = await tellProblems(sql, { left, difference, refusals: feed.refusals, say });
  const { rowsExpected, rowsFound, lost, duplicated, wrong, alertsExpected, alertsFound } = difference;
  const figures = {
    bench: "chaos",
    seed,
    kills,
    files: feed.files.length,
    rows_expected: rowsExpected,
    rows_found: rowsFound,
    lost,
    duplicated,
    wrong,
    stuck: left.files + left.uploads + left.runs + feed.refusals.length,
    alerts_expected: alertsExpected,
    alerts_found: alertsFound,
  };
  console.log(JSON.stringify(figures));
  await sql.end();
  return isClean;
}

function readOptions(): { kills: number; seed: number; files: number } {
  const { values } = parseArgs({
    options: {
      kills: { type: "string", default: "20" },
      seed: { type: "string", default: String(randomInt(1_000_000)) },
      files: { type: "string", default: "16" },
    },
  });
  const numbers = { kills: Number(values.kills), seed: Number(values.seed), files: Number(values.files) };
  for (const [name, value] of Object.entries(numbers)) {
    if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} must be a whole number from 0.`);
  }
  return numbers;
}

function seconds(sinceMs: number): string {
  return `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;
}

function say(line: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
}

testChaos().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
