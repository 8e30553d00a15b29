import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "../e2e/chromium.ts";
import { assertNodeVersion } from "./stack/node-version.ts";
import { secondsSince } from "./stack/progress.ts";

const RESULTS_DIR = join(process.cwd(), "test-results");

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface Suite {
  title: string;
  command: string[];
  env?: Record<string, string>;
  /** Where the runner leaves its figures; a step without them counts as one test. */
  report?: { path: string; read(path: string): Counts };
}

/** One of so many parts of a project's files. */
type Shard = "1/2" | "2/2";

const vitestSuite = (project: string, shard?: Shard): Suite => {
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

const engineReport = join(RESULTS_DIR, "engine.json");
const s3Report = join(RESULTS_DIR, "s3.json");
const e2eReport = join(RESULTS_DIR, "e2e.json");
/** One stage after the other; the suites of a stage run side by side, each on its own servers and ports. */
const STAGES: Suite[][] = [
  [
    { title: "lint", command: ["npx", "biome", "check", "."] },
    { title: "types", command: ["npm", "run", "--silent", "typecheck"] },
    // They wait for servers more than they work.
    vitestSuite("database", "1/2"),
    vitestSuite("database", "2/2"),
  ],
  [
    vitestSuite("unit"),
    {
      title: "engine behaviours",
      command: ["npm", "run", "--silent", "test:engine"],
      env: { ENGINE_JSON: engineReport, ENGINE_URL: "" },
      report: { path: engineReport, read: readEngineReport },
    },
    {
      // By itself it takes 2,000 objects.
      title: "S3 tests",
      command: ["npm", "run", "--silent", "test:s3"],
      env: { S3_JSON: s3Report, S3_OBJECTS: "300" },
      report: { path: s3Report, read: readVitestReport },
    },
  ],
  [
    {
      title: "browser tests",
      command: ["npx", "playwright", "test"],
      env: { E2E_JSON: e2eReport },
      report: { path: e2eReport, read: readPlaywrightReport },
    },
  ],
  [
    {
      // Each part is killed once. After the browser tests, which leave the app built.
      title: "chaos test",
      command: ["npm", "run", "--silent", "test:chaos", "--", "--kills", "4", "--files", "8", "--seed", "9", "--quick"],
    },
    {
      title: "image test",
      command: ["npm", "run", "--silent", "test:image"],
    },
    {
      title: "fuzz test",
      command: ["npm", "run", "--silent", "test:fuzz", "--", "--seconds", "30", "--seed", "5"],
    },
  ],
];

async function main(): Promise<number> {
  assertNodeVersion();
  rmSync(RESULTS_DIR, { recursive: true, force: true });
  mkdirSync(RESULTS_DIR, { recursive: true });
  ensureChromium();
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const stage of STAGES) {
    // The first one is followed live, the others are told of when they end.
    const all = await Promise.all(stage.map((suite, index) => runSuite(suite, { isLive: index === 0 })));
    for (const counts of all) {
      total.passed += counts.passed;
      total.failed += counts.failed;
      total.skipped += counts.skipped;
    }
  }
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

async function runSuite(suite: Suite, { isLive }: { isLive: boolean }): Promise<Counts> {
  const startMs = Date.now();
  if (isLive) process.stdout.write(`\n=== ${suite.title}\n`);
  const { code, output } = await runCommand(suite, isLive);
  const counts = countsOf(suite, code);
  process.stdout.write(
    `${isLive ? "" : `\n=== ${suite.title}\n${output}`}=== ${suite.title}: ${counts.passed} passed, ${counts.failed} failed (${secondsSince(startMs)})\n`,
  );
  return counts;
}

function countsOf({ report }: Suite, code: number | null): Counts {
  const counts =
    report && existsSync(report.path)
      ? report.read(report.path)
      : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  // A runner that fails without a failed test (set-up, crash) is a failure too.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function runCommand(suite: Suite, isLive: boolean): Promise<{ code: number | null; output: string }> {
  const [program = "", ...args] = suite.command;
  const stdio = isLive ? "inherit" : "pipe";
  const child = spawn(program, args, { stdio, env: { ...process.env, ...suite.env } });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output: Buffer.concat(output).toString() }));
  });
}

function readVitestReport(path: string): Counts {
  const report = JSON.parse(readFileSync(path, "utf8"));
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
}

function readEngineReport(path: string): Counts {
  const { passed, failed } = JSON.parse(readFileSync(path, "utf8"));
  return { passed, failed, skipped: 0 };
}

function readPlaywrightReport(path: string): Counts {
  const { stats } = JSON.parse(readFileSync(path, "utf8"));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

function ensureChromium(): void {
  if (findChromium()) return;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    process.stdout.write("No Chromium here: installing the system's with apt-get.\n");
    const install = () =>
      spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { stdio: "inherit" });
    if (install().status !== 0) {
      spawnSync("apt-get", ["update"], { stdio: "inherit" });
      install();
    }
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
