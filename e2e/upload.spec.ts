import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UploadPage } from "./pages/upload-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";

/** Content that no other test has: the same again would be recognised as a duplicate. */
function pinoLog(records: number): string {
  const run = randomUUID();
  const line = (n: number) => ({
    level: n % 100 === 7 ? 50 : 30,
    time: 1_780_000_000_000 + n,
    msg: `order ${n}`,
    run,
    n,
  });
  return `${Array.from({ length: records }, (_, n) => JSON.stringify(line(n))).join("\n")}\n`;
}

test("a dropped file is sent when asked, queued with its lane, and read", async ({ page }) => {
  const upload = new UploadPage(page);
  await upload.open();
  await expectAccessible(page);
  await upload.drop([{ name: "orders.log", content: pinoLog(500) }]);
  await expect(upload.card("orders.log")).toContainText("Ready to send");
  await upload.send({ deployment: "Wave 7" });
  const href = await upload.sent("orders.log");
  await expect(upload.card("orders.log")).toContainText("500 records, 5 errors");
  await expectAccessible(page);
  await page.goto(href);
  await expect(page.getByRole("heading", { name: "orders.log" })).toBeVisible();
});

test("the same content again is linked to the first file", async ({ page }) => {
  const upload = new UploadPage(page);
  const content = pinoLog(20);
  await upload.open();
  await upload.drop([{ name: "first.log", content }]);
  await upload.send();
  const href = await upload.sent("first.log");
  await upload.drop([{ name: "second.log", content }]);
  await upload.send();
  await expect(upload.card("second.log")).toContainText("Same content as first.log");
  await expect(upload.card("second.log").getByRole("link", { name: "Open" })).toHaveAttribute("href", href);
});

test("a folder names its deployment and its devices", async ({ page }, testInfo) => {
  const root = testInfo.outputPath("Wave 8");
  for (const device of ["LT-1", "LT-2"]) {
    mkdirSync(join(root, device), { recursive: true });
    writeFileSync(join(root, device, `${device}.log`), pinoLog(3));
  }
  const upload = new UploadPage(page);
  await upload.open();
  await upload.pickFolder(root);
  await expect(page.getByLabel("Deployment")).toHaveValue("Wave 8");
  await expect(page.getByLabel("Device")).toHaveAttribute("placeholder", "From folder names");
  await expect(upload.card("LT-1.log")).toContainText("Ready to send");
  await upload.send();
  await page.goto(await upload.sent("LT-2.log"));
  await expect(page.getByText("LT-2").first()).toBeVisible();
  await expect(page.getByText("Wave 8").first()).toBeVisible();
});

test("an empty file is refused with a reason and can be removed", async ({ page }) => {
  const upload = new UploadPage(page);
  await upload.open();
  await upload.drop([{ name: "empty.log", content: "" }]);
  await expect(upload.card("empty.log")).toContainText("is empty");
  await upload.card("empty.log").getByRole("button", { name: "Remove empty.log" }).click();
  await expect(page.getByText("Drop log files or folders here")).toBeVisible();
});

test("dozens of files go their way three at a time", async ({ page }) => {
  const upload = new UploadPage(page);
  await upload.open();
  await upload.drop(Array.from({ length: 30 }, (_, n) => ({ name: `batch-${n}.log`, content: pinoLog(5) })));
  await expect(page.getByRole("button", { name: "Send 30 files" })).toBeEnabled();
  await upload.send();
  await expect(page.getByText("30 arrived")).toBeVisible({ timeout: 90_000 });
});

test.describe("when the connection breaks", () => {
  test.use({ expectedConsole: /ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket|Failed to load resource/ });

  test("sending says so, and goes on by itself", async ({ page, context }) => {
    const upload = new UploadPage(page);
    await upload.open();
    await upload.drop([{ name: "long.log", content: pinoLog(150_000) }]);
    await expect(upload.card("long.log")).toContainText("Ready to send");
    // Hold the second chunk back until the connection is gone.
    let chunks = 0;
    await page.route(/\/upload\/resumable/, async (route) => {
      if (route.request().method() === "PATCH" && ++chunks === 1) await context.setOffline(true);
      await route.continue();
    });
    await upload.send();
    await expect(upload.card("long.log")).toContainText("No connection; trying again");
    await context.setOffline(false);
    await upload.sent("long.log");
    await expect(upload.card("long.log")).toContainText("150,000 records");
  });

  test("after a reload the same file goes on where it stopped", async ({ page }) => {
    const content = pinoLog(150_000);
    const upload = new UploadPage(page);
    await upload.open();
    await upload.drop([{ name: "reload.log", content }]);
    await expect(upload.card("reload.log")).toContainText("Ready to send");
    const posted = { creations: 0 };
    await page.route(/\/upload\/resumable/, async (route) => {
      const method = route.request().method();
      if (method === "POST") posted.creations++;
      // The first chunk arrives, the rest never does.
      if (method === "PATCH") return;
      await route.continue();
    });
    await upload.send();
    await expect(upload.card("reload.log")).toContainText("6 MB of");
    page.once("dialog", (dialog) => dialog.accept());
    // In this order: what was held back must die with the page, not go on when the route opens.
    await page.reload();
    await page.unroute(/\/upload\/resumable/);
    page.on("request", (request) => {
      if (/\/upload\/resumable/.test(request.url()) && request.method() === "POST") posted.creations++;
    });
    await upload.drop([{ name: "reload.log", content }]);
    await expect(upload.card("reload.log")).toContainText("Ready to send");
    await upload.send();
    await upload.sent("reload.log");
    await expect(upload.card("reload.log")).toContainText("150,000 records");
    expect(posted.creations, "uploads that were begun").toBe(1);
  });
});

test("a paused file keeps its bytes and goes on", async ({ page }) => {
  const upload = new UploadPage(page);
  await upload.open();
  await upload.drop([{ name: "paused.log", content: pinoLog(150_000) }]);
  await expect(upload.card("paused.log")).toContainText("Ready to send");
  let isHeld = true;
  await page.route(/\/upload\/resumable/, async (route) => {
    if (route.request().method() === "PATCH" && isHeld) return;
    await route.continue();
  });
  await upload.send();
  await upload.card("paused.log").getByRole("button", { name: "Pause paused.log" }).click();
  await expect(upload.card("paused.log")).toContainText("kept");
  isHeld = false;
  await upload.card("paused.log").getByRole("button", { name: "Resume paused.log" }).click();
  await upload.sent("paused.log");
});
