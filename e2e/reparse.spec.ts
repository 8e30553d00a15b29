import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { FilePage } from "./pages/file-page.ts";
import { UploadPage } from "./pages/upload-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";

/** CMTrace lines with local times, as no other test has them. */
function tillLog(lines: number): string {
  const run = randomUUID();
  const line = (n: number) =>
    `<![LOG[Step ${n} of ${run}]LOG]!><time="14:03:${String(n).padStart(2, "0")}.120" date="03-12-2026" component="Till" context="" type="1" thread="12" file="">\r\n`;
  return Array.from({ length: lines }, (_, n) => line(n)).join("");
}

async function sendFile(page: Page, name: string, content: string): Promise<string> {
  const upload = new UploadPage(page);
  await upload.open();
  await upload.drop([{ name, content }]);
  await upload.send();
  const path = await upload.sent(name);
  await expectCompleted(page, path);
  return path;
}

async function expectCompleted(page: Page, path: string): Promise<void> {
  const stateOf = async () => (await (await page.request.get(`/api/v1${path}`)).json()).file.state;
  await expect.poll(stateOf, { timeout: 60_000 }).toBe("completed");
}

test("another time zone shows what it would change, then re-parses the file", async ({ page }) => {
  const path = await sendFile(page, "till-zone.log", tillLog(40));
  const file = new FilePage(page);
  await page.goto(`${path}?tab=reparse`);
  await expect(page.getByText("Nothing would be read differently.")).toBeVisible();
  await page.getByLabel("Time zone", { exact: true }).fill("UTC+02:00");
  await page.getByLabel("Time zone", { exact: true }).press("Enter");
  await expect(page.getByText("40 of 40 records would be read differently.")).toBeVisible();
  await expect(page.getByText("Times move 2 h earlier.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Places that differ" })).toContainText("2026-03-12 12:03:00.120");
  await expectAccessible(page);
  await expect(file.fact("Time zone")).toContainText("Assumed");
  await page.getByRole("button", { name: "Re-parse this file" }).click();
  const dialog = page.getByRole("dialog", { name: /^Re-parse till-zone\.log/ });
  await dialog.getByLabel(/^Why/).fill("The tills stand in Athens");
  await dialog.getByRole("button", { name: "Re-parse this file" }).click();
  await expect(dialog).toBeHidden();
  await expectCompleted(page, path);
  await expect(file.fact("Time zone")).toContainText("UTC+02:00");
  await expect(page.getByText("Nothing would be read differently.")).toBeVisible();
  await expect(page.getByLabel("Time zone", { exact: true })).toHaveValue("UTC+02:00");
  await page.getByRole("tab", { name: /^History/ }).click();
  await expect(
    page.getByText("with the time zone UTC+02:00 (before: by content): The tills stand in Athens."),
  ).toBeVisible();
});

test("another format is chosen by keyboard, and each place leads to its line", async ({ page }) => {
  const path = await sendFile(page, "till-format.log", tillLog(30));
  const file = new FilePage(page);
  await page.goto(`${path}?tab=reparse`);
  await expect(page.getByText("Nothing would be read differently.")).toBeVisible();
  await page.getByLabel("Format", { exact: true }).selectOption({ label: "Plain text" });
  await expect(page).toHaveURL(/read-as=plain/);
  await expect(page.getByText("30 of 30 records would be read differently.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Now and then in numbers" })).toContainText("Plain text");
  await page.reload();
  await expect(page.getByText("30 of 30 records would be read differently.")).toBeVisible();
  await expect(page.getByLabel("Format", { exact: true })).toHaveValue("plain");
  await page.getByRole("button", { name: "Go to line 5", exact: true }).click();
  await expect(page.getByRole("tab", { name: "Log" })).toHaveAttribute("aria-selected", "true");
  await expect(file.record(5)).toBeInViewport();
});
