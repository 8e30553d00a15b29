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

const vitestSuite = (project: string): Suite => {
  const path = join(RESULTS_DIR, `${project}.json`);
  return {
    title: `${project} tests`,
    command: [
      "npx",
      "vitest",
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${path}`,
    ],
    report: { path, read: readVitestReport },
  };
};

const engineReport = join(RESULTS_DIR, "engine.json");
const e2eReport = join(RESULTS_DIR, "e2e.json");
const SUITES: Suite[] = [
  { title: "lint", command: ["npx", "biome", "check", "."] },
  { title: "types", command: ["npm", "run", "--silent", "typecheck"] },
  vitestSuite("unit"),
  vitestSuite("database"),
  {
    title: "engine behaviours",
    command: ["npm", "run", "--silent", "test:engine"],
    env: { ENGINE_JSON: engineReport, ENGINE_URL: "" },
    report: { path: engineReport, read: readEngineReport },
  },
  {
    title: "browser tests",
    command: ["npx", "playwright", "test"],
    env: { E2E_JSON: e2eReport },
    report: { path: e2eReport, read: readPlaywrightReport },
  },
  {
    // Each part is killed once. After the browser tests, which leave the app built.
    title: "chaos test",
    command: ["npm", "run", "--silent", "test:chaos", "--", "--kills", "4", "--files", "8", "--seed", "9", "--quick"],
  },
];

async function main(): Promise<number> {
  assertNodeVersion();
  rmSync(RESULTS_DIR, { recursive: true, force: true });
  mkdirSync(RESULTS_DIR, { recursive: true });
  ensureChromium();
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of SUITES) {
    const startMs = Date.now();
    process.stdout.write(`\n=== ${suite.title}\n`);
    const counts = await runSuite(suite);
    process.stdout.write(
      `=== ${suite.title}: ${counts.passed} passed, ${counts.failed} failed (${secondsSince(startMs)})\n`,
    );
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

async function runSuite(suite: Suite): Promise<Counts> {
  const [program = "", ...args] = suite.command;
  const child = spawn(program, args, { stdio: "inherit", env: { ...process.env, ...suite.env } });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  const counts =
    suite.report && existsSync(suite.report.path)
      ? suite.report.read(suite.report.path)
      : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  // A runner that fails without a failed test (set-up, crash) is a failure too.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
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
