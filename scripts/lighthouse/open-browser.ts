import { type BrowserContext, chromium } from "playwright";
import { findChromium } from "../../e2e/chromium.ts";

export interface AuditBrowser {
  context: BrowserContext;
  /** Of the DevTools protocol. */
  port: number;
}

/** A browser that Playwright signs in and Lighthouse audits: both use its one profile. */
export async function openBrowser({ profileDir, port }: { profileDir: string; port: number }): Promise<AuditBrowser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("Lighthouse needs Chromium. Run `npx playwright install chromium`.");
  const isRoot = process.getuid?.() === 0;
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath,
    chromiumSandbox: !isRoot,
    args: [`--remote-debugging-port=${port}`, ...(isRoot ? ["--disable-dev-shm-usage"] : [])],
    viewport: { width: 1440, height: 900 },
  });
  return { context, port };
}
