import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { failedMsiLog, pinoLog } from "./logs.ts";
import { FilePage } from "./pages/file-page.ts";
import { ShellPage } from "./pages/shell-page.ts";
import { type TestFile, UploadPage } from "./pages/upload-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { OWNER } from "./stack.ts";

async function sendFile(page: Page, file: TestFile): Promise<string> {
  const upload = new UploadPage(page);
  await upload.open();
  await upload.drop([file]);
  await upload.send();
  const path = await upload.sent(file.name);
  // The page opens at the failing line of what is known then: wait until all of it is.
  const stateOf = async () => (await (await page.request.get(`/api/v1${path}`)).json()).file.state;
  await expect.poll(stateOf, { timeout: 60_000 }).toBe("completed");
  return path;
}

test("a failed installation opens at its first failing line", async ({ page }) => {
  const path = await sendFile(page, { name: "tallybook-LT-1.log", content: failedMsiLog() });
  const file = new FilePage(page);
  await file.open(path);
  await expect(page.getByText("Installation failed", { exact: true })).toBeVisible();
  await expect(file.fact("Format")).toContainText("MSI verbose");
  await expect(file.fact("Format")).toContainText("UTF-16LE");
  await expect(file.fact("Time zone")).toContainText("Assumed");
  await expect(file.fact("Lane")).toContainText("High");
  await expect(file.failingLine).toContainText("0x80070534");
  await page.getByRole("button", { name: "Tallybook 4.2.0, exit 1603" }).click();
  await expect(page.getByRole("region", { name: "Installations" })).toContainText("1603");
  await page.keyboard.press("Escape");
  const hit = file.grid.getByRole("row", { name: /first failing line/ });
  await expect(hit).toBeInViewport();
  await file.dragScrollbarTo(0);
  await expect(file.record(1)).toBeInViewport();
  await file.failingLine.getByRole("button", { name: /Go to line/ }).click();
  await expect(hit).toBeInViewport();
  await expectAccessible(page);
});

test("a record opens to its attributes and its exact bytes, and its address brings it back", async ({ page }) => {
  const path = await sendFile(page, { name: "orders-detail.log", content: pinoLog(40) });
  const file = new FilePage(page);
  await file.open(path);
  await file.record(20).click();
  await expect(page).toHaveURL(/record=20/);
  const bytes = page.getByRole("region", { name: "Bytes in hexadecimal" });
  await expect(bytes).toContainText('{"level":30,"tim');
  await expect(page.getByRole("region", { name: "Attributes" })).toContainText("shop-1");
  await page.getByRole("button", { name: "Original text" }).click();
  await expect(page.getByRole("region", { name: "Original text" })).toContainText('"msg":"order 20"');
  await page.getByRole("button", { name: "JSON" }).click();
  await expect(page.getByRole("region", { name: "JSON" })).toContainText('"rawData"');
  await page.getByRole("button", { name: "Context" }).click();
  await expect(page.getByRole("list", { name: "Lines around" }).getByRole("listitem")).toHaveCount(11);
  await expectAccessible(page);
  await page.reload();
  await expect(bytes).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(bytes).toBeHidden();
  await expect(page).not.toHaveURL(/record=/);
});

test("any record of a long file can be reached by scrollbar, keys and number", async ({ page }) => {
  test.slow();
  const path = await sendFile(page, { name: "long.log", content: pinoLog(60_000, [12_345, 45_678]) });
  const file = new FilePage(page);
  await file.open(path);
  await expect(file.record(12_345)).toBeInViewport();
  await page.keyboard.press("n");
  await expect(file.record(45_678)).toBeInViewport();
  await expect(page.getByText("error 2 of 2", { exact: true })).toBeVisible();
  await page.keyboard.press("p");
  await expect(file.record(12_345)).toBeInViewport();
  await file.dragScrollbarTo(1);
  await expect(file.record(60_000)).toBeInViewport();
  await page.keyboard.press("l");
  await page.getByLabel("Line, 1 to 60,000").fill("60,001");
  await page.keyboard.press("Enter");
  await expect(page.getByText("The lines are 1 to 60,000.")).toBeVisible();
  await page.getByLabel("Line, 1 to 60,000").fill("31,007");
  await page.keyboard.press("Enter");
  await expect(file.record(31_007)).toBeInViewport();
  await file.dragScrollbarTo(0.5);
  await expect.poll(async () => Math.abs((await file.recordsInView()).first - 30_000)).toBeLessThan(40);
  await file.grid.focus();
  await page.keyboard.press("Home");
  await expect(file.record(1)).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/record=2$/);
});

test("what is hostile in a log is shown as text, with marks for what can't be seen", async ({ page }) => {
  const hostile = '<img src=x onerror="document.title=1"> \u202Eexe.gpj \u001b[31m';
  const path = await sendFile(page, {
    name: "hostile.log",
    content: `${pinoLog(3)}${JSON.stringify({ level: 30, time: 1_780_000_000_009, pid: 1, hostname: "h", msg: hostile })}\n`,
  });
  const file = new FilePage(page);
  await file.open(path);
  const row = file.record(4);
  await expect(row).toContainText('<img src=x onerror="document.title=1">');
  await expect(row.getByTitle("U+202E, right-to-left override")).toBeVisible();
  await expect(row.locator("img")).toHaveCount(0);
});

test("what can't be parsed is kept as text with its reason", async ({ page }) => {
  const path = await sendFile(page, {
    name: "partly.log",
    content: `${pinoLog(30)}this line is no JSON\n${pinoLog(5)}`,
  });
  const file = new FilePage(page);
  await file.open(path);
  await expect(file.fact("Kept as text")).toContainText("1 piece, first 31");
  await file.fact("Kept as text").getByRole("button", { name: "31" }).click();
  await expect(file.record(31)).toContainText("Kept as text");
  await file.record(31).click();
  await expect(page.getByRole("region", { name: "Bytes in hexadecimal" })).toContainText("this line is no");
});

test("a code says what it means by pointer, keyboard and in the open record", async ({ page }) => {
  const path = await sendFile(page, { name: "codes.log", content: failedMsiLog() });
  const file = new FilePage(page);
  await file.open(path);
  await expect(file.grid).toContainText("Windows found no account with this name");
  const explanation = page.getByRole("dialog", { name: "ERROR_NONE_MAPPED" });
  const code = file.grid.getByRole("button", { name: "0x80070534" }).first();
  await code.hover();
  await expect(explanation).toContainText("Create the account before the install");
  await expectAccessible(page);
  await page.mouse.move(10, 500);
  await expect(explanation).toBeHidden();
  await page.getByRole("button", { name: "Go to line" }).focus();
  // The links to the evidence stand between the two.
  await expect(async () => {
    await page.keyboard.press("Shift+Tab");
    await expect(explanation).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(explanation).toBeHidden();
  await file.grid.getByRole("button", { name: "1603" }).first().click();
  await expect(page.getByRole("dialog", { name: "ERROR_INSTALL_FAILURE" })).toContainText("A result");
});

test("a code without words is explained by the team, found by its words, and forgotten again", async ({ page }) => {
  const code = `0x8ABC${randomUUID().slice(0, 4).toUpperCase()}`;
  const title = `Agent too old ${code.slice(-4)}`;
  const path = await sendFile(page, {
    name: "unknown.log",
    content: `2026-11-30 08:00:00 ERROR The agent ended with error ${code}\n`,
  });
  const file = new FilePage(page);
  await file.open(path);
  const trigger = file.grid.getByRole("button", { name: code }).first();
  await trigger.click();
  await page
    .getByRole("dialog", { name: "Unknown code" })
    .getByRole("button", { name: "Add one for your team" })
    .click();
  const form = page.getByRole("dialog", { name: `What ${code} means` });
  await expect(form.getByLabel("Short name")).toBeFocused();
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("Say in a sentence what it means.")).toBeVisible();
  await expectAccessible(page);
  await form.getByLabel("Short name").fill(title);
  await form.getByLabel("What it means").fill("The agent is older than the server allows.");
  await page.keyboard.press("Enter");
  await expect(form).toBeHidden();

  await trigger.click();
  const explanation = page.getByRole("dialog", { name: title });
  await expect(explanation).toContainText("The agent is older than the server allows.");
  await expect(explanation).toContainText("Words by your team");
  await page.keyboard.press("Escape");
  const shell = new ShellPage(page);
  await shell.openPalette(title);
  await expect(shell.row(new RegExp(title))).toBeVisible();

  await file.open(path);
  await trigger.click();
  await explanation.getByRole("button", { name: "Change your team's words" }).click();
  await form.getByRole("button", { name: "Take it away" }).click();
  await expect(form).toBeHidden();
  await trigger.click();
  await expect(page.getByRole("dialog", { name: "Unknown code" })).toContainText("No explanation yet.");
});

test("what was kept as text and the history have tabs of their own", async ({ page }) => {
  const path = await sendFile(page, {
    name: "tabs.log",
    content: `${pinoLog(30)}no JSON <b>at all</b>\n${pinoLog(400)}`,
  });
  const file = new FilePage(page);
  await file.open(path);
  await page.getByRole("tab", { name: "Kept as text 1" }).click();
  await expect(page).toHaveURL(/tab=text/);
  await expect(page.getByRole("row", { name: /Not JSON.*no JSON <b>at all<\/b>/ })).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await page.getByRole("button", { name: "Go to line 31" }).click();
  await expect(file.record(31)).toBeInViewport();
  await expect(page).not.toHaveURL(/tab=/);
  await file.dragScrollbarTo(1);
  await expect(file.record(431)).toBeInViewport();
  await page.getByRole("tab", { name: "History" }).click();
  const history = page.getByRole("list", { name: "History of the file" });
  await expect(history.getByRole("listitem").first()).toContainText(`by ${OWNER.email}`);
  await expect(history.getByRole("listitem").last()).toContainText("Read to its end. 430 records, 1 kept as text");
  await expectAccessible(page);
  await page.getByRole("tab", { name: "Log" }).click();
  await expect(file.record(431)).toBeInViewport();
});

test("the log stays where it is when a file that is being read is done", async ({ page }) => {
  test.slow();
  const upload = new UploadPage(page);
  await upload.open();
  await upload.drop([{ name: "still.log", content: pinoLog(150_000) }]);
  await upload.send();
  const path = await upload.sent("still.log");
  await page.addInitScript(() => {
    const tops = new Set<number>();
    Object.assign(window, { gridTops: tops });
    const look = () => {
      const grid = document.querySelector("[role=grid]");
      // What the page still holds back has no place on it yet.
      if (grid && grid.getClientRects().length > 0) tops.add(Math.round(grid.getBoundingClientRect().top));
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(path);
  // It is said only to those who were there while it was read.
  await expect(page.getByText("Read to its end.", { exact: true })).toBeVisible({ timeout: 90_000 });
  const tops = await page.evaluate(() => [...(window as unknown as { gridTops: Set<number> }).gridTops]);
  expect(tops).toHaveLength(1);
});

test("a file of nobody is not found", async ({ page }) => {
  const response = await page.goto("/files/00000000-0000-4000-8000-000000000000");
  expect(response?.status()).toBeLessThan(500);
  await expect(page.getByText("There is no such file here")).toBeVisible();
});
