import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failedInstallation, newProduct } from "./failed-installation.ts";
import { pinoLog } from "./logs.ts";
import { OverviewPage } from "./pages/overview-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { runIngest } from "./run-ingest.ts";

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-overview-"));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** One device of `deployment` fails. */
async function fail(deployment: string, device: string): Promise<void> {
  const path = write(`${deployment} ${device}.log`, failedInstallation(newProduct()));
  const { exitCode, stderr } = await runIngest([path, "--deployment", deployment, "--device", device]);
  if (exitCode !== 0) throw new Error(stderr);
}

const newDeployment = () => `Wave ${randomUUID().slice(0, 6)}`;

test("a failure appears by itself, and every further one changes the numbers in place", async ({ page }) => {
  const overview = new OverviewPage(page);
  const deployment = newDeployment();
  await overview.open();
  await fail(deployment, "LT-1");
  const row = overview.deployment(deployment);
  await expect(row).toContainText("1 failed");
  await expect(row).toContainText("0x80070534");
  await fail(deployment, "LT-2");
  await expect(row).toContainText("2 failed");
  await expect(overview.verdict).toContainText("no SID for account TALLY_SVC");
  await expect(page.getByRole("region", { name: "Alerts" }).first()).toContainText("failed with 1603");
});

test("Enter opens the line that the verdict quotes", async ({ page }) => {
  await fail(newDeployment(), "LT-1");
  const overview = new OverviewPage(page);
  await overview.open();
  await expectAccessible(page);
  const href = await overview.openFirstFailingLine.getAttribute("href");
  expect(href).toMatch(/^\/files\/.+\?record=\d+$/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${href?.replace("?", "\\?")}$`));
  await expect(page.getByText("First failing line").first()).toBeVisible();
});

test("the chart shows the lines of the last hour, also as a table", async ({ page }) => {
  const overview = new OverviewPage(page);
  await overview.open();
  const startMs = Math.floor(Date.now() / 60_000) * 60_000 - 5 * 60_000;
  const lines = Array.from({ length: 40 }, (_, n) =>
    JSON.stringify({ level: n < 7 ? 50 : 30, time: startMs + n, pid: 1, hostname: "a", msg: `now ${randomUUID()}` }),
  );
  const { exitCode } = await runIngest([write("now.log", `${lines.join("\n")}\n`)]);
  expect(exitCode).toBe(0);
  await expect(page.getByText("last 60 min, all sources")).toBeVisible();
  const minute = await page.evaluate((atMs) => new Date(atMs).toTimeString().slice(0, 5), startMs);
  await expect.poll(async () => (await overview.errorsByMinute())[minute]).toBe("7");
  await expect(page.getByRole("application").or(page.locator(".recharts-surface")).first()).toBeVisible();
});

test("many files at once make the page ask at most about once a second", async ({ page }) => {
  const overview = new OverviewPage(page);
  await overview.open();
  await page.waitForLoadState("networkidle");
  let asked = 0;
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/v1/overview") asked++;
  });
  const startMs = Date.now();
  const paths = Array.from({ length: 25 }, (_, n) => write(`storm-${n}.log`, pinoLog(30)));
  const { exitCode } = await runIngest(paths);
  expect(exitCode).toBe(0);
  const seconds = Math.ceil((Date.now() - startMs) / 1000);
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThanOrEqual(seconds + 2);
});

test.describe("without connection", () => {
  test.use({ expectedConsole: /ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket/ });

  test("the page keeps what it had, says so, and catches up afterwards", async ({ page, context }) => {
    const overview = new OverviewPage(page);
    const deployment = newDeployment();
    await fail(deployment, "LT-1");
    await overview.open();
    await expect(overview.deployment(deployment)).toContainText("1 failed");
    await context.setOffline(true);
    await expect(page.getByText(/Connection lost at/)).toBeVisible();
    await fail(deployment, "LT-2");
    await expect(overview.deployment(deployment)).toContainText("1 failed");
    await context.setOffline(false);
    await expect(overview.deployment(deployment)).toContainText("2 failed");
  });
});

test("somebody outside the team learns nothing from the API", async ({ playwright }) => {
  const stranger = await playwright.request.newContext({ storageState: { cookies: [], origins: [] } });
  for (const path of ["/api/v1/overview", "/api/v1/overview/minutes"]) {
    const response = await stranger.get(new URL(path, test.info().project.use.baseURL).href);
    expect(response.status()).toBe(401);
  }
  await stranger.dispose();
});
