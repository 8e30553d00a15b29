import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endedMsiLog, failedMsiLog, pinoLog } from "./logs.ts";
import { FilePage } from "./pages/file-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { runIngest } from "./run-ingest.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-patterns-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Sends a log and waits until it is read; answers the address of its page. */
async function send(content: string | Buffer, options: readonly string[] = []): Promise<string> {
  const path = join(folder, `${randomUUID().slice(0, 8)}.log`);
  writeFileSync(path, content);
  const { results, stderr } = await runIngest([path, ...options]);
  expect(results[0], stderr).toMatchObject({ status: "completed" });
  return new URL(String(results[0]?.url)).pathname;
}

test("the kinds of line of a file lead to their first record", async ({ page }) => {
  const path = await send(pinoLog(60, [20, 40]));
  await page.goto(path);
  await page.getByRole("tab", { name: "Patterns" }).click();
  await expect(page).toHaveURL(/tab=patterns/);
  const table = page.getByRole("table", { name: "Patterns" });
  const row = table.getByRole("row").filter({ hasText: "order" });
  await expect(row).toContainText("60");
  await expect(row).toContainText("100%");
  await expect(row.getByRole("img", { name: "Error" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "New first" }).click();
  await expect(page.getByRole("button", { name: "New first" })).toHaveAttribute("aria-pressed", "true");
  await row.getByRole("button").click();
  await expect(page.getByRole("tab", { name: "Log" })).toHaveAttribute("aria-selected", "true");
  await expect(new FilePage(page).record(1)).toBeInViewport();
});

test("a failed device shows what the last successful run does not have", async ({ page }) => {
  const deployment = `Tallybook ${randomUUID().slice(0, 8)}`;
  await send(failedMsiLog(), ["--deployment", deployment, "--device", "LT-3101"]);
  await page.goto("/deployments");
  await page.getByRole("link", { name: deployment }).click();
  const panel = page.getByRole("region", { name: "New since the last successful run" });
  await expect(panel).toContainText("No successful run of this product yet.");
  await send(endedMsiLog(0), ["--deployment", deployment, "--device", "LT-3102"]);
  await page.reload();
  await expect(panel.getByRole("link", { name: "LT-3102" })).toBeVisible();
  await expect(panel).toContainText("GrantAcl: error");
  await expect(panel).not.toContainText("RegAddValue");
  await expectAccessible(page);
  await panel.getByRole("link", { name: /GrantAcl/ }).click();
  await expect(page).toHaveURL(/\/files\/.+record=\d+/);
});
