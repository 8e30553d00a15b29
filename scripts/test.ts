import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "../e2e/chromium.ts";
import { assertNodeVersion } from "./stack/node-version.ts";
import { secondsSince } from "./stack/progress.ts";
import {
  type Counts,
  type Report,
  readEngineReport,
  readPlaywrightReport,
  readVitestReport,
} from "./test/read-report.ts";

const RESULTS_DIR = join(process.cwd(), "test-results");

interface Suite {
  title: string;
  command: string[];
  env?: Record<string, string>;
  /** Where the runner leaves its figures; a step without them counts as one test. */
  report?: { path: string; read(path: string): Report };
  /** Starts when the suite with this title has ended. */
  after?: string;
}

const vitestSuite = (project: string, shard?: string): Suite => {
  const path = join(RESULTS_DIR, `${project}${shard === undefined ? "" : `-${shard[0]}`}.json`);
  return {
    title: `${project} tests${shard === undefined ? "" : ` ${shard}`}`,
    command: [
      "npx",
      "vitest",
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${path}`,
      ...(shard === undefined ? [] : ["--shard", shard]),
    ],
    report: { path, read: readVitestReport },
  };
};

const BUILD = "app build";
const engineReport = join(RESULTS_DIR, "engine.json");
const s3Report = join(RESULTS_DIR, "s3.json");
const e2eReport = join(RESULTS_DIR, "e2e.json");
/** In the order in which they start; each has its own servers, ports and data. */
const SUITES: Suite[] = [
  { title: BUILD, command: ["node", "scripts/stack.ts", "build"] },
  { title: "lint", command: ["npx", "biome", "check", "."] },
  vitestSuite("database", "1/2"),
  {
    // The longest of all; what waits for servers more than it works goes on beside it.
    title: "browser tests",
    command: ["npx", "playwright", "test"],
    env: { E2E_JSON: e2eReport },
    report: { path: e2eReport, read: readPlaywrightReport },
    after: BUILD,
  },
  vitestSuite("database", "2/2"),
  {
    // By itself it takes 2,000 objects.
    title: "S3 tests",
    command: ["npm", "run", "--silent", "test:s3"],
    env: { S3_JSON: s3Report, S3_OBJECTS: "300" },
    report: { path: s3Report, read: readVitestReport },
  },
  vitestSuite("unit"),
  {
    title: "engine behaviours",
    command: ["npm", "run", "--silent", "test:engine"],
    env: { ENGINE_JSON: engineReport, ENGINE_URL: "" },
    report: { path: engineReport, read: readEngineReport },
  },
  {
    // Each part is killed once.
    title: "chaos test",
    command: ["npm", "run", "--silent", "test:chaos", "--", "--kills", "4", "--files", "8", "--seed", "9", "--quick"],
    after: BUILD,
  },
  { title: "image test", command: ["npm", "run", "--silent", "test:image"], after: BUILD },
  { title: "types", command: ["npm", "run", "--silent", "typecheck"], after: BUILD },
  {
    title: "fuzz test",
    command: ["npm", "run", "--silent", "test:fuzz", "--", "--seconds", "30", "--seed", "5"],
  },
];
/** So many suites run side by side: more only wait for each other on two cores. */
const SLOTS = 2;
/** Of a suite that failed without naming a test, or was left out. */
const LAST_LINES = 40;

async function main(): Promise<number> {
  assertNodeVersion();
  rmSync(RESULTS_DIR, { recursive: true, force: true });
  mkdirSync(RESULTS_DIR, { recursive: true });
  ensureChromium();
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  await runAll(SUITES, (suite, report) => {
    total.passed += report.passed;
    total.failed += report.failed;
    total.skipped += report.skipped;
    failures.push(...report.failures.map((text) => `--- ${suite}: ${text}\n`));
  });
  // Once more at the end: what a suite said is far up by now.
  if (failures.length > 0) process.stdout.write(`\n=== what failed or was left out\n${failures.join("")}`);
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** Runs every suite, whatever became of those before it. */
async function runAll(suites: readonly Suite[], onEnd: (suiteTitle: string, report: Report) => void): Promise<void> {
  const waiting = [...suites];
  const running = new Map<string, Promise<void>>();
  const isReady = ({ after }: Suite) =>
    after === undefined || !(running.has(after) || waiting.some(({ title }) => title === after));
  while (waiting.length > 0 || running.size > 0) {
    for (
      let next = waiting.findIndex(isReady);
      next !== -1 && running.size < SLOTS;
      next = waiting.findIndex(isReady)
    ) {
      const [suite] = waiting.splice(next, 1);
      if (suite === undefined) break;
      const ended = runSuite(suite).then((report) => {
        running.delete(suite.title);
        onEnd(suite.title, report);
      });
      running.set(suite.title, ended);
    }
    await Promise.race(running.values());
  }
}

async function runSuite(suite: Suite): Promise<Report> {
  const startMs = Date.now();
  process.stdout.write(`=== ${suite.title}: started\n`);
  const { code, output } = await runCommand(suite);
  const report = reportOf(suite, code, output);
  // What several print at once nobody can read.
  process.stdout.write(
    `\n=== ${suite.title}\n${output}=== ${suite.title}: ${report.passed} passed, ${report.failed} failed (${secondsSince(startMs)})\n`,
  );
  return report;
}

function reportOf({ report }: Suite, code: number | null, output: string): Report {
  const read =
    report && existsSync(report.path)
      ? report.read(report.path)
      : { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0, failures: [] };
  if (code === 0 && read.passed > 0) return read;
  // A runner that fails without a failed test (set-up, crash) is a failure too.
  const lastLines = output.trimEnd().split("\n").slice(-LAST_LINES).join("\n");
  return {
    ...read,
    failed: code === 0 ? read.failed : Math.max(read.failed, 1),
    failures: read.failures.length > 0 ? read.failures : [lastLines],
  };
}

function runCommand(suite: Suite): Promise<{ code: number | null; output: string }> {
  const [program = "", ...args] = suite.command;
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...suite.env } });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output: Buffer.concat(output).toString() }));
  });
}

function ensureChromium(): void {
  if (findChromium()) return;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    process.stdout.write("No Chromium here: installing the system's with apt-get.\n");
    const install = (name: string) =>
      spawnSync("apt-get", ["install", "-y", "--no-install-recommends", name], { stdio: "inherit" }).status === 0;
    const update = () => spawnSync("apt-get", ["update"], { stdio: "inherit" }).status === 0;
    // Older distributions have the whole browser only.
    const hasOne = install("chromium-headless-shell") || (update() && install("chromium-headless-shell"));
    if (!hasOne) install("chromium");
  }
  if (!findChromium()) {
    throw new Error(
      "The browser tests need Chromium. Run `npx playwright install chromium`, or install your system's.",
    );
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
