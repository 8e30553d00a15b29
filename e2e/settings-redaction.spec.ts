import { randomUUID } from "node:crypto";
import { FilePage } from "./pages/file-page.ts";
import { UploadPage } from "./pages/upload-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";

test("a pattern is tried before it is saved, and what it finds is never stored", async ({ page }) => {
  await page.goto("/settings/redaction");
  await expect(page.getByRole("heading", { name: "What must not be stored?" })).toBeVisible();
  const stored = page.getByRole("complementary", { name: "Try" }).getByRole("status");
  await page.getByLabel("Lines to try").fill("Badge 123456 opened door 7, password=Not4Real-99");
  await expect(stored).toContainText("Badge 123456 opened door 7, password=redacted: password");

  await page.getByRole("button", { name: "Add pattern" }).click();
  await page.getByLabel("Name").fill("badge");
  await page.getByLabel("Pattern", { exact: true }).fill("badge (");
  await expect(page.getByText(/^This is not a usable pattern/)).toBeVisible();
  await page.getByLabel("Pattern", { exact: true }).fill(String.raw`badge (\d{6})`);
  await expect(stored).toContainText("Badge ****** opened");
  await page.getByRole("group", { name: "E-mail addresses" }).getByLabel("Hash").check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save rules" }).click();
  await expect(page.getByText("Saved. Files that are read from now on go by these rules.")).toBeVisible();

  const upload = new UploadPage(page);
  await upload.open();
  const line = { level: 30, time: 1_780_000_000_000, msg: `Badge 123456 of avery@example.com ${randomUUID()}` };
  await upload.drop([{ name: "badges.log", content: `${JSON.stringify({ ...line, password: "Not4Real-99" })}\n` }]);
  await upload.send();
  const file = new FilePage(page);
  await file.open(await upload.sent("badges.log"));
  await expect(file.fact("Kept as text")).toContainText("3 redacted: badge, email, password");
  await expect(file.record(1)).toContainText(/Badge \*{6} of #[0-9a-f]{16}/);

  // The team's rules as they were: other tests' logs stay as they are.
  await page.goto("/settings/redaction");
  await page.getByRole("button", { name: "Remove badge" }).click();
  await page.getByRole("group", { name: "E-mail addresses" }).getByLabel("Keep").check();
  await page.getByRole("button", { name: "Save rules" }).click();
  await expect(page.getByText("None yet.")).toBeVisible();
  await expect(page.getByText(/^Saved\./)).toBeVisible();
});
