import type { Page } from "@playwright/test";
import { type HostileFile, ingestHostileFile } from "./hostile-log.ts";
import { layoutShift, watchLayoutShift } from "./layout-shift.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { startSlowProxy } from "./slow-proxy.ts";

// Runs on desktop and phone (playwright.config.ts), in both themes. Whatever is shown here has hostile lines and names.
test.use({
  expectedConsole: /status of 404.*(no-such-page|invite)/,
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures this one needs.
  proxy: async ({}, use) => {
    const { url, close } = await startSlowProxy();
    await use({ server: url });
    close();
  },
});

/** A shift that Chromium can measure but nobody sees: a digit more in a number. */
const INVISIBLE_SHIFT = 0.01;

let hostile: HostileFile;
let deploymentId: string;
let inboxId: string;

test.beforeAll(async ({ request }) => {
  hostile = await ingestHostileFile();
  const { deployments } = await (await request.get("/api/v1/deployments?tab=all&limit=100")).json();
  deploymentId = deployments.find(({ name }: { name: string }) => name === hostile.deployment).id;
  const { sources } = await (await request.get("/api/v1/sources")).json();
  inboxId = sources.find(({ kind }: { kind: string }) => kind === "bucket").id;
  // What is still to come of the file would move a page that is open.
  let before = "";
  await expect(async () => {
    const overview = await (await request.get("/api/v1/overview")).text();
    const isQuiet = overview === before;
    before = overview;
    expect(isQuiet).toBe(true);
  }).toPass({ intervals: [1000] });
});

const PAGES: { title: string; path: () => string; shows?: () => string }[] = [
  { title: "Overview", path: () => "/" },
  { title: "Drop files", path: () => "/upload" },
  { title: "Files", path: () => "/files", shows: () => hostile.name },
  { title: "a file", path: () => `/files/${hostile.fileId}`, shows: () => "onload=window.pwned" },
  { title: "a file's unreadable lines", path: () => `/files/${hostile.fileId}?tab=text` },
  { title: "a file's history", path: () => `/files/${hostile.fileId}?tab=history` },
  {
    title: "what re-parsing a file would change",
    path: () => `/files/${hostile.fileId}?tab=reparse&read-as=plain`,
    shows: () => "would be read differently",
  },
  { title: "Deployments", path: () => "/deployments", shows: () => hostile.deployment },
  { title: "a deployment", path: () => `/deployments/${deploymentId}`, shows: () => hostile.device },
  // Devices with the same cause are counted, not named: the line of the newest one is always there.
  { title: "Alerts", path: () => "/alerts", shows: () => "onmouseover=window.pwned" },
  { title: "the queue", path: () => "/queue?tab=completed", shows: () => hostile.name },
  {
    title: "a job of the queue",
    path: () => `/queue?tab=completed&job=${hostile.fileId}`,
    shows: () => "Re-ingest from the start",
  },
  { title: "the queue over time", path: () => "/queue?tab=over-time" },
  { title: "Lanes", path: () => "/settings/lanes", shows: () => "Which file goes first?" },
  { title: "Formats", path: () => "/settings/formats", shows: () => "Which logs are your own?" },
  { title: "what was kept as text", path: () => "/unparsed" },
  { title: "Sources", path: () => "/settings/sources", shows: () => "Which files come by themselves?" },
  { title: "a source", path: () => `/settings/sources/${inboxId}`, shows: () => "deployment-logs/" },
  { title: "a source's runs", path: () => `/settings/sources/${inboxId}?tab=runs` },
  { title: "Redaction", path: () => "/settings/redaction", shows: () => "What must not be stored?" },
  { title: "Members", path: () => "/settings/members" },
  { title: "an invitation that does not exist", path: () => "/invite/not-a-token" },
  { title: "a page that does not exist", path: () => "/no-such-page" },
];

for (const { title, path, shows } of PAGES) {
  test(`${title}: readable, nothing jumps, nothing runs, nothing scrolls sideways`, async ({ page, colorScheme }) => {
    await watchLayoutShift(page);
    await page.goto(path());
    await expect(page.getByRole("main").first()).toBeVisible();
    if (shows) await expect(page.getByText(shows()).filter({ visible: true }).first()).toBeVisible();
    await page.waitForLoadState("networkidle");
    await expect(page.locator("html")).toHaveCSS("color-scheme", colorScheme ?? "light");
    await expectAccessible(page);
    const { sum, shifts } = await layoutShift(page);
    expect(sum, `what moved:\n${shifts.join("\n")}`).toBeLessThan(INVISIBLE_SHIFT);
    expect(await sidewaysPx(page), "px that the page scrolls sideways").toBe(0);
    expect(await page.evaluate(() => (window as { pwned?: string }).pwned), "script that ran").toBeUndefined();
    await changeTheme(page, colorScheme === "dark" ? "light" : "dark");
    await expectAccessible(page, { rules: ["color-contrast"] });
  });
}

/** As the system changes it while the page is open. */
async function changeTheme(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator("html")).toHaveCSS("color-scheme", theme);
}

function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
