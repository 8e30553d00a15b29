import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { runIngest } from "./run-ingest.ts";

test("a failed installation appears in the open list of alerts by itself and leads to its line", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "sluice-alert-"));
  const file = join(folder, "failed.log");
  const device = `LT-${randomUUID().slice(0, 4).toUpperCase()}`;
  // A line of its own: the same content again would be linked to the first file.
  writeFileSync(file, `${readFileSync("lib/formats/fixtures/msi-failed.log", "utf8")}Property(S): Run = ${device}\r\n`);
  await page.goto("/alerts");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const { exitCode } = await runIngest([file, "--device", device]);
  expect(exitCode).toBe(0);
  const alert = page.getByRole("listitem").filter({ hasText: device });
  await expect(alert).toContainText("failed with 1603");
  await expectAccessible(page);
  await alert.getByRole("link", { name: /Open line/ }).click();
  await expect(page).toHaveURL(/record=17/);
  await expect(page.getByText("no SID for account TALLY_SVC").first()).toBeVisible();
  rmSync(folder, { recursive: true, force: true });
});
