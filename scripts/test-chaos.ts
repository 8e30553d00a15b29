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
import { tellProblems } from "./chaos/tell-problems.ts";
import { SeededRandom } from "./seeded-random.ts";
import { type ForkedStack, forkStack } from "./stack/fork-stack.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

const APP_PORT = 4120;
/** A large form begins anew at every kill of what it goes through, and may not get through before the last one. */
const ANSWER_WITHIN_MS = 3_600_000;
const END_WITHIN_MS = 900_000;

/**
 * `npm run test:chaos -- [--kills N] [--seed S] [--files N] [--quick]`: ingests a mixture of files while parts of its own stack
 * are killed with -9, then compares what is stored, row by row, with what a reading in one go gives.
 * --files is the least number of files; --quick leaves out what the server mends only after a minute: uploads that
 * nobody reports, rows of uploads that broke off. Prints one line of JSON; progress goes to stderr.
 */
async function testChaos(): Promise<number> {
  assertNodeVersion();
  const options = readOptions();
  const { kills, seed } = options;
  const folder = mkdtempSync(join(tmpdir(), "sluice-chaos-"));
  const stateDir = join(folder, "state");
  say(`Seed ${seed}: the same files and order of kills again with --kills ${kills} --seed ${seed}`);
  const stack = await forkStack({ stateDir, appPort: APP_PORT, isDiscarded: true });
  let isClean = false;
  try {
    isClean = await run({ stack, stateDir, folder, options });
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
  options: ChaosOptions;
}

async function run(input: RunInput): Promise<boolean> {
  const { seed, kills, isQuick } = input.options;
  const sql = connect({ url: input.stack.databaseUrl, maxConnections: 2 });
  // Shipped, Low waits half an hour while others come; here it must be hit by kills as well.
  await sql`update public.lane_settings set longest_wait_ms = 5000 where lane = 'low'`;
  await sql`update public.lane_settings set start_delay_ms = 500 where lane = 'medium'`;
  const { files, refusals } = await ingestUnderFire(input);
  const startedMs = Date.now();
  const left = await awaitEnd(sql, { withinMs: END_WITHIN_MS, isQuick });
  say(`Everything had ended ${seconds(startedMs)} later.`);
  const [team] = await sql<{ id: string }[]>`select id from public.organizations`;
  const difference = await compareRun(sql, { organizationId: team?.id ?? "", files });
  const isClean = await tellProblems(sql, { left, difference, refusals, say });
  await sql.end();
  const figures = {
    bench: "chaos",
    seed,
    kills,
    files: files.length,
    rows_expected: difference.rowsExpected,
    rows_found: difference.rowsFound,
    lost: difference.lost,
    duplicated: difference.duplicated,
    wrong: difference.wrong,
    stuck: left.files + left.uploads + left.runs + refusals.length,
    alerts_expected: difference.alertsExpected,
    alerts_found: difference.alertsFound,
  };
  console.log(JSON.stringify(figures));
  return isClean;
}

/** Sends files and kills parts until there were enough of both; returns once the senders know how their files ended. */
async function ingestUnderFire({ stack, stateDir, folder, options }: RunInput): Promise<FileFeed> {
  const { kills, seed, files, isQuick } = options;
  const filesFolder = join(folder, "files");
  mkdirSync(filesFolder);
  const accounts = await chaosAccounts(stack, stateDir);
  const uploadsPath = join(folder, "uploads.json");
  const ports = { accounts, uploadsPath, withinMs: ANSWER_WITHIN_MS };
  const feed = new FileFeed({ seed, folder: filesFolder, isQuick, ports, say });
  feed.start();
  const random = new SeededRandom(seed);
  await killParts({ stateDir, kills, random, workInFlight: () => feed.workInFlight(), say });
  const lastKillMs = Date.now();
  await feed.stop({ least: files, withinMs: END_WITHIN_MS });
  say(`The senders were done ${seconds(lastKillMs)} after the last kill.`);
  return feed;
}

interface ChaosOptions {
  kills: number;
  seed: number;
  files: number;
  isQuick: boolean;
}

function readOptions(): ChaosOptions {
  const { values } = parseArgs({
    options: {
      kills: { type: "string", default: "20" },
      seed: { type: "string", default: String(randomInt(1_000_000)) },
      files: { type: "string", default: "16" },
      quick: { type: "boolean", default: false },
    },
  });
  const numbers = { kills: Number(values.kills), seed: Number(values.seed), files: Number(values.files) };
  for (const [name, value] of Object.entries(numbers)) {
    if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} must be a whole number from 0.`);
  }
  return { ...numbers, isQuick: values.quick };
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
