import { OverviewPage } from "./pages/overview-page.ts";
import { UploadPage } from "./pages/upload-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";

// Runs right after the set-up, while the team has no file (playwright.config.ts).
test.describe.configure({ mode: "serial" });

/** From the click to the line on the screen, on any machine that people use. */
const LONGEST_MS = 15_000;

for (const [device, viewport, colorScheme] of [
  ["a desktop", { width: 1440, height: 900 }, "light"],
  ["a phone in the dark", { width: 390, height: 844 }, "dark"],
] as const) {
  test(`a team without files learns on ${device} what to drop, how, and what comes of it`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const overview = new OverviewPage(page);
    await overview.open();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Drop the logs. See which line failed first.");
    await expect(page.getByRole("button", { name: "Browse files" })).toBeVisible();
    await expect(overview.loadSample).toBeVisible();
    for (const step of ["Previewed in your browser", "Given a lane, with the reason", "Answered"]) {
      await expect(page.getByText(step)).toBeVisible();
    }
    await expect(page.getByText("npm run ingest -- ./logs")).toBeVisible();
    await expectAccessible(page);
    const sidewaysPx = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sidewaysPx).toBe(0);
  });
}

test("files that are picked or dropped there wait on the upload page, unsent", async ({ page }) => {
  await new OverviewPage(page).open();
  const upload = new UploadPage(page);
  await upload.pick(["lib/formats/fixtures/pino-http.json"]);
  await expect(page).toHaveURL(/\/upload$/);
  await expect(upload.card("pino-http.json")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send 1 file" })).toBeVisible();
  const { files } = await (await page.request.get("/api/v1/files")).json();
  expect(files).toEqual([]);
});

test.describe("a sample that can't be fetched", () => {
  test.use({ expectedConsole: /Failed to load resource|ERR_FAILED/ });

  test("is said so, nothing is sent, and it can be loaded again", async ({ page }) => {
    const overview = new OverviewPage(page);
    await overview.open();
    await page.route("**/sample/**", (route) => route.abort());
    await overview.loadSample.click();
    await expect(page.getByText("The sample could not be fetched. Nothing was sent; try again.")).toBeVisible();
    await expect(overview.loadSample).toBeEnabled();
    const { files } = await (await page.request.get("/api/v1/files")).json();
    expect(files).toEqual([]);
  });
});

test("the sample leads from one click to the line that failed first", async ({ page }) => {
  const overview = new OverviewPage(page);
  await overview.open();
  const clickedMs = Date.now();
  await overview.loadSample.click();
  await expect(page).toHaveURL(/\/files\/[0-9a-f-]{36}/, { timeout: LONGEST_MS });
  const line = page.getByRole("row").filter({ hasText: "no SID for account TALLY_SVC" }).first();
  await expect(line).toBeVisible({ timeout: LONGEST_MS });
  const clickToLineMs = Date.now() - clickedMs;
  console.log(JSON.stringify({ bench: "sample", click_to_line_ms: clickToLineMs }));
  expect(clickToLineMs).toBeLessThan(LONGEST_MS);
  await expect(page.getByText("First failing line").first()).toBeVisible();
});

test("the first page then says what fails, on how many devices, and why", async ({ page }) => {
  const overview = new OverviewPage(page);
  await overview.open();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Tallybook 4.2.0 (sample) is failing on 1 of 3 devices. This is the line.",
  );
  await expect(overview.verdict).toContainText("no SID for account TALLY_SVC");
  await expect(overview.verdict).toContainText("The installer reports 1603 later; this is the cause.");
  const row = overview.deployment("Tallybook 4.2.0 (sample)");
  await expect(row).toContainText("1 failed, 1 needs a reboot, 1 succeeded");
  await expect(row).toContainText("0x80070534");
  await expect(page.getByText(/the hour of the newest failure; no line in the last 60 min/)).toBeVisible();
  await expect(page.getByText(/^first failure /)).toBeVisible();
  await expectAccessible(page);
});
