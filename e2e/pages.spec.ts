import { join } from "node:path";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { runIngest } from "./run-ingest.ts";

const FAILED_INSTALL = join(process.cwd(), "lib/formats/fixtures/msi-failed.log");

// Runs in the dark theme on a phone; the other specs cover light and desktop.
test("every page is readable and reachable in the dark on a phone", async ({ page }) => {
  const { results } = await runIngest([FAILED_INSTALL, "--device", "LT-2291"]);
  expect(results[0]).toMatchObject({ format: "msi" });
  await page.goto("/files");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("link", { name: /msi-failed\.log/ }).first()).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole("link", { name: /msi-failed\.log/ })
    .first()
    .click();
  await expect(page.getByText("no SID for account TALLY_SVC").first()).toBeVisible();
  await expectAccessible(page);
  for (const path of ["/upload", "/alerts"]) {
    await page.goto(path);
    await expectAccessible(page);
  }
  for (const path of ["/files", "/upload", "/alerts"]) {
    await page.goto(path);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${path} scrolls sideways by px`).toBe(0);
  }
});
