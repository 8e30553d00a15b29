import { readFileSync } from "node:fs";

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface Report extends Counts {
  /** Each failed test: its name, and what went wrong. */
  failures: string[];
}

/** Of a message that can carry a whole page, what fits between others. */
const MESSAGE_LINES = 12;

interface VitestFile {
  name: string;
  message: string;
  status: string;
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
}

/** What Vitest's `json` reporter wrote. */
export function readVitestReport(path: string): Report {
  const report = JSON.parse(readFileSync(path, "utf8"));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
    failures: report.testResults.flatMap(({ name: file, message, status, assertionResults }: VitestFile) => {
      const tests = assertionResults
        .filter((test) => test.status === "failed")
        .map(({ fullName, failureMessages }) => failure(`${file} > ${fullName}`, failureMessages.join("\n")));
      // A file that could not even be loaded has no tests.
      return tests.length === 0 && status === "failed" ? [failure(file, message)] : tests;
    }),
  };
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs: {
    title: string;
    file: string;
    line: number;
    tests: { projectName: string; status: string; results: { error?: { message?: string } }[] }[];
  }[];
}

/** What Playwright's `json` reporter wrote. A test that passed at its second try counts as passed, and is named. */
export function readPlaywrightReport(path: string): Report {
  const { stats, suites } = JSON.parse(readFileSync(path, "utf8"));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures: suites.flatMap(failuresIn),
  };
}

function failuresIn({ suites = [], specs }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ projectName, status, results }) => {
        const name = `[${projectName}] ${file}:${line} > ${title}${status === "flaky" ? " (passed at its second try)" : ""}`;
        return failure(name, results.find(({ error }) => error)?.error?.message ?? "");
      }),
  );
  return [...own, ...suites.flatMap(failuresIn)];
}

/** What `npm run test:engine` wrote, which names its failures itself. */
export function readEngineReport(path: string): Report {
  const { passed, failed } = JSON.parse(readFileSync(path, "utf8"));
  return { passed, failed, skipped: 0, failures: [] };
}

function failure(name: string, message: string): string {
  const lines = message.trimEnd().split("\n");
  return [name, ...lines.slice(0, MESSAGE_LINES).map((line) => `    ${line}`)].join("\n");
}
