import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../supabase/local/free-port.ts";
import { auditPage, MINIMUM, type PageScores } from "./lighthouse/audit-page.ts";
import { openBrowser } from "./lighthouse/open-browser.ts";
import { samplePages } from "./lighthouse/sample-pages.ts";
import { forkStack } from "./stack/fork-stack.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

const FIRST_PORT = 3930;

/** `npm run test:lighthouse`: scores of the main pages on a desktop, as one line of JSON; exit 1 below the minimum. */
async function main(): Promise<number> {
  assertNodeVersion();
  const folder = mkdtempSync(join(tmpdir(), "sluice-lighthouse-"));
  const stateDir = join(folder, "state");
  const stack = await forkStack({ stateDir, appPort: await freePort(FIRST_PORT), isDiscarded: true });
  try {
    const browser = await openBrowser({ profileDir: join(folder, "profile"), port: await freePort(FIRST_PORT + 1000) });
    try {
      const pages = await samplePages({ context: browser.context, stack, stateDir });
      const scores: Record<string, PageScores> = {};
      for (const { name, url } of pages) scores[name] = await auditPage({ name, url, port: browser.port });
      const passed = Object.values(scores).every((page) => page.misses.length === 0);
      console.log(JSON.stringify({ test: "lighthouse", minimum: MINIMUM, pages: scores, passed }));
      return passed ? 0 : 1;
    } finally {
      await browser.context.close();
    }
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
