import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import type { BrowserContext } from "playwright";
import { SignInPage } from "../e2e/pages/sign-in-page.ts";
import { runIngest } from "../e2e/run-ingest.ts";
import { freePort } from "../supabase/local/free-port.ts";
import { pinoRecords } from "./bench/pino-records.ts";
import { driveScroll } from "./bench/scroll-drive.ts";
import { traceTasks } from "./bench/task-trace.ts";
import { openBrowser } from "./lighthouse/open-browser.ts";
import { forkStack } from "./stack/fork-stack.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

const FIRST_PORT = 3940;
const LONGEST_TASK_MS = 200;
const OWNER = { email: "owner@example.org", password: "a long bench passphrase", team: "Bench" };

/**
 * `npm run bench:scroll [-- --records N]`: reads a file of a million records into a Sluice of its own, goes through it in
 * a browser, and prints the longest task of the page's main thread; exit 1 over 200 ms.
 */
async function main(): Promise<number> {
  assertNodeVersion();
  const { values } = parseArgs({ options: { records: { type: "string", default: "1000000" } } });
  const records = Number(values.records);
  if (!Number.isInteger(records) || records < 1000) throw new Error(`--records ${values.records} is not 1000 or more.`);
  const folder = mkdtempSync(join(tmpdir(), "sluice-scroll-"));
  const stateDir = join(folder, "state");
  const stack = await forkStack({ stateDir, appPort: await freePort(FIRST_PORT), isDiscarded: true });
  try {
    const browser = await openBrowser({ profileDir: join(folder, "profile"), port: await freePort(FIRST_PORT + 1000) });
    try {
      await signIn(browser.context, `${stack.appUrl}/sign-in?code=${stack.setupCode}`);
      const url = await ingest({ path: join(folder, "requests.log.gz"), records, stateDir });
      const result = await measure(browser.context, { url, records });
      console.log(JSON.stringify({ bench: "scroll", records, ...result }));
      return result.longest_task_ms > LONGEST_TASK_MS ? 1 : 0;
    } finally {
      await browser.context.close();
    }
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function signIn(context: BrowserContext, url: string): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  await new SignInPage(page).becomeOwner(OWNER);
  await page.waitForURL(({ pathname }) => pathname !== "/sign-in");
}

/** Writes and reads the file; answers the address of its page. */
async function ingest(input: { path: string; records: number; stateDir: string }): Promise<string> {
  const { path, records, stateDir } = input;
  say(`Generating ${records} records ...`);
  await pipeline(Readable.from(pinoRecords(records)), createGzip({ level: 1 }), createWriteStream(path));
  say("Reading them ...");
  const { results, stderr } = await runIngest([path], { SLUICE_STATE_DIR: stateDir });
  const [result] = results;
  if (result?.records !== records || typeof result.url !== "string") {
    throw new Error(`The file was not read: ${JSON.stringify(result)} ${stderr}`);
  }
  return result.url;
}

async function measure(context: BrowserContext, { url, records }: { url: string; records: number }) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  say("Going through them ...");
  const trace = await traceTasks(session);
  const { jumps, slowestJumpMs } = await driveScroll(page, { url, records });
  const tasks = await trace.stop();
  for (const { tookMs, cpuMs } of tasks.slice(0, 5)) {
    say(`  a task of ${Math.round(tookMs)} ms, ${Math.round(cpuMs)} ms of it on a processor`);
  }
  return {
    longest_task_ms: Math.round(tasks[0]?.tookMs ?? 0),
    longest_task_cpu_ms: Math.round(Math.max(0, ...tasks.map(({ cpuMs }) => cpuMs))),
    tasks_over_50_ms: tasks.filter(({ tookMs }) => tookMs > 50).length,
    jumps,
    slowest_jump_ms: Math.round(slowestJumpMs),
  };
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
