import { randomUUID } from "node:crypto";
import { zipOf } from "#lib/streams/archives.test-kit.ts";
import { UploadPage } from "./pages/upload-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";

/** Content that no other test has: the same again would be recognised as a duplicate. */
function pinoLog(records: number): string {
  const run = randomUUID();
  const line = (n: number) => JSON.stringify({ level: 30, time: 1_780_000_000_000 + n, msg: `order ${n}`, run });
  return `${Array.from({ length: records }, (_, n) => line(n)).join("\n")}\n`;
}

test("an archive shows its members before it is sent, and each of them afterwards", async ({ page }) => {
  const upload = new UploadPage(page);
  await upload.open();
  const content = zipOf([
    { name: "logs/orders.log", content: pinoLog(40) },
    { name: "logs/locked.log", content: "x", isEncrypted: true },
  ]);
  await upload.drop([{ name: "diagnostics.zip", content }]);
  const preview = page.getByRole("region", { name: "Members" });
  await expect(preview.getByRole("listitem").filter({ hasText: "logs/orders.log" })).toContainText("pino JSON");
  await expect(preview.getByRole("listitem").filter({ hasText: "logs/locked.log" })).toContainText("It is encrypted");
  await expectAccessible(page);
  await upload.send();
  await page.goto(await upload.sent("diagnostics.zip"));
  const members = page.getByRole("region", { name: "Members" });
  await expect(members.getByRole("listitem").filter({ hasText: "logs/locked.log" })).toContainText("Not read");
  await expect(members.getByRole("listitem").filter({ hasText: "logs/orders.log" })).toContainText("Read");
  await expectAccessible(page);
  await members.getByRole("link", { name: "logs/orders.log" }).click();
  await expect(page.getByRole("link", { name: "diagnostics.zip" })).toBeVisible();
});
