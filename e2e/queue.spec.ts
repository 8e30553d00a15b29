import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "@playwright/test";
import { pinoLog } from "./logs.ts";
import { InvitationPage, MembersPage } from "./pages/members-page.ts";
import { expectLive } from "./pages/open-page.ts";
import { QueuePage } from "./pages/queue-page.ts";
import { UploadPage } from "./pages/upload-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { OWNER } from "./stack.ts";

/** A name that no other test has. */
const named = (name: string) => `${name}-${randomUUID().slice(0, 8)}`;

async function send(page: Page, files: { name: string; content: string | Buffer }[]): Promise<void> {
  const upload = new UploadPage(page);
  await upload.open();
  await upload.drop(files);
  await upload.send();
  for (const { name } of files) await upload.sent(name);
}

/** Cut off in the middle: no reader can do anything about it. */
const brokenGzip = () => gzipSync(pinoLog(2000)).subarray(0, 400);

test.describe("while Low is paused", () => {
  test.beforeEach(async ({ page }) => {
    const queue = new QueuePage(page);
    await queue.open();
    await queue.pause("Low", "Storage is moved");
  });

  test.afterEach(async ({ page }) => {
    const queue = new QueuePage(page);
    await queue.open();
    await queue.resume("Low");
    await expect(queue.lane("Low")).not.toContainText("Paused");
  });

  test("a file says why it waits, and starts when somebody moves it", async ({ page, context }) => {
    const name = `${named("waits")}.log`;
    const queue = new QueuePage(page);
    await expect(queue.lane("Low")).toContainText(`Paused by ${OWNER.email} since`);
    await expect(queue.lane("Low")).toContainText("Storage is moved");
    await send(await context.newPage(), [{ name, content: pinoLog(50) }]);
    await expect(queue.row(name)).toContainText("Low");
    await expect(queue.row(name)).toContainText(/paused/);

    await queue.toggle(name);
    const details = queue.details(name);
    await expect(details.getByRole("heading", { name: "Why is this waiting?" })).toBeVisible();
    await expect(details.getByRole("listitem").filter({ hasText: "This holds it:" })).toHaveCount(1);
    await expect(details.getByRole("listitem").filter({ hasText: "This holds it:" })).toContainText(/paused/);
    await expect(details).toContainText("0 of 5");
    await expect(page).toHaveURL(/job=[0-9a-f-]{36}/);
    await expectAccessible(page);
    await page.reload();
    await expect(details).toBeVisible();

    await details.getByRole("button", { name: "Move to High" }).click();
    await expect(details).toContainText("50 lines");
    await expect(details.getByRole("button", { name: "Re-ingest from the start" })).toBeVisible();
    await queue.tab("Completed");
    await expect(queue.row(name)).toContainText("50 lines");
    await queue.toggle(name);
    await queue.details(name).getByRole("link", { name: "History" }).click();
    await expect(page.getByRole("list", { name: "History of the file" })).toContainText("Moved to High");
  });

  test("a batch is exactly what the filter shows, and a cancelled file can be taken up again", async ({
    page,
    context,
  }) => {
    const batch = named("batch");
    const files = [`${batch}-a.log`, `${batch}-b.log`, `${named("other")}.log`] as const;
    await send(
      await context.newPage(),
      files.map((name) => ({ name, content: pinoLog(20) })),
    );
    const queue = new QueuePage(page);
    await queue.open();
    await expect(queue.row(files[2])).toBeVisible();
    await queue.filter.fill(batch);
    await expect(page).toHaveURL(new RegExp(`text=${batch}`));
    await expect(queue.row(files[2])).toHaveCount(0);
    const what = `2 unfinished files with “${batch}” in a name`;
    await page.getByRole("button", { name: `Act on ${what}` }).click();
    await page.getByRole("menuitem", { name: `Cancel ${what}` }).click();
    const dialog = queue.dialog(`Cancel ${what}?`);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Cancel 2 files" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("No file matches")).toBeVisible();
    await queue.tab("Completed");
    await expect(queue.row(files[0])).toContainText("Cancelled");
    await expect(queue.row(files[1])).toContainText("Cancelled");
    await queue.filter.fill("");
    await queue.tab("In progress");
    await expect(queue.row(files[2])).toBeVisible();

    await queue.tab("Completed");
    await queue.toggle(files[0]);
    await queue.details(files[0]).getByRole("button", { name: "Retry" }).click();
    await queue.tab("In progress");
    await expect(queue.row(files[0])).toContainText(/paused/);
  });
});

test("a dead letter says what stopped it, and is put away with a note only", async ({ page }) => {
  const name = `${named("broken")}.log.gz`;
  await send(page, [{ name, content: brokenGzip() }]);
  const queue = new QueuePage(page);
  await queue.open(`?tab=dead-letters&text=${name}`);
  await expect(queue.row(name)).toBeVisible({ timeout: 60_000 });
  await queue.toggle(name);
  const details = queue.details(name);
  await expect(details.getByRole("heading", { name: "What stopped it" })).toBeVisible();
  await expect(details.getByRole("heading", { name: "What happened so far" })).toBeVisible();
  await expectAccessible(page);

  await details.getByRole("button", { name: "Discard" }).click();
  const dialog = queue.dialog(`Discard ${name}?`);
  await dialog.getByRole("button", { name: "Discard this file" }).click();
  await expect(dialog).toContainText("Say why in a few words");
  await dialog.getByLabel("Why").fill("Cut off by the sender");
  await dialog.getByRole("button", { name: "Discard this file" }).click();
  await expect(dialog).toBeHidden();
  await expect(details).toContainText(`Discarded by ${OWNER.email}`);
  await queue.tab("Completed");
  await expect(queue.row(name)).toContainText("Cut off by the sender");
});

test("all dead letters that match are tried again with one press, and no others", async ({ page }) => {
  const batch = named("again");
  const files = [`${batch}-a.log.gz`, `${batch}-b.log.gz`];
  await send(
    page,
    files.map((name) => ({ name, content: brokenGzip() })),
  );
  const queue = new QueuePage(page);
  await queue.open(`?tab=dead-letters&text=${batch}`);
  for (const name of files) await expect(queue.row(name)).toBeVisible({ timeout: 60_000 });
  const what = `2 failed files with “${batch}” in a name`;
  await page.getByRole("button", { name: `Retry ${what}` }).click();
  const retried = page.waitForResponse((response) => response.url().endsWith("/api/v1/jobs/batch"));
  await queue.dialog(`Retry ${what}?`).getByRole("button", { name: "Retry 2 files" }).click();
  expect(await (await retried).json()).toMatchObject({ changed: 2 });
});

test("keys walk the rows, and the address holds tab, filter, order and open row", async ({ page, context }) => {
  const batch = named("keys");
  const files = [`${batch}-a.log`, `${batch}-b.log`] as const;
  await send(
    await context.newPage(),
    files.map((name) => ({ name, content: pinoLog(30) })),
  );
  const queue = new QueuePage(page);
  await page.goto("/alerts");
  await expectLive(page);
  await page.keyboard.press("g");
  await page.keyboard.press("q");
  await expect(page).toHaveURL(/\/queue$/);
  await queue.open(`?tab=completed&text=${batch}&sort=name`);
  for (const name of files) await expect(queue.row(name)).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(queue.details(files[1])).toBeVisible();
  await page.reload();
  await expect(queue.details(files[1])).toBeVisible();
  await expectLive(page);
  await page.keyboard.press("Escape");
  await expect(queue.details(files[1])).toBeHidden();
  await expect(queue.row(files[1]).getByRole("button")).toBeFocused();

  await page.getByRole("button", { name: "Lane, format, deployment" }).click();
  const narrow = page.getByRole("dialog", { name: "Narrow the list" });
  await narrow.getByRole("button", { name: "pino JSON" }).click();
  await expectAccessible(page);
  await narrow.getByRole("button", { name: "Cancelled" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/state=cancelled/);
  await expect(page.getByText("No file matches")).toBeVisible();
  await page.getByRole("button", { name: /^State Cancelled/ }).click();
  await expect(queue.row(files[0])).toBeVisible();
});

test("the lanes over time are drawn, and told as tables", async ({ page, context }) => {
  await send(await context.newPage(), [{ name: `${named("drawn")}.log`, content: pinoLog(10) }]);
  const queue = new QueuePage(page);
  await queue.open("?tab=over-time&range=1h");
  for (const title of ["Files read", "Files that failed", "Wait before the start", "Time to read a file"]) {
    await expect(page.getByRole("region", { name: title })).toBeVisible();
    await expect(page.getByRole("table", { name: new RegExp(`^${title}`) })).toBeAttached();
  }
  await expectAccessible(page);
  await page.getByRole("group", { name: "Range" }).getByRole("button", { name: "Last 7 days" }).click();
  await expect(page).toHaveURL(/range=7d/);
});

test("the audit trail of what the filter shows can be taken along", async ({ page, context }) => {
  const name = `${named("audited")}.log`;
  await send(await context.newPage(), [{ name, content: pinoLog(10) }]);
  const queue = new QueuePage(page);
  await queue.open(`?tab=completed&text=${name}`);
  await expect(queue.row(name)).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "As CSV" }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  expect(text).toContain(name);
  expect(text).toContain("completed");
});

test("a viewer sees all of it and can change nothing", async ({ page, browser }) => {
  const name = `${named("seen")}.log.gz`;
  await send(page, [{ name, content: brokenGzip() }]);
  const members = new MembersPage(page);
  await members.open();
  const viewer = await viewerPage(browser, await members.invite({ role: "Viewer" }));
  const queue = new QueuePage(viewer);
  await queue.open(`?tab=dead-letters&text=${name}`);
  await expect(queue.row(name)).toBeVisible({ timeout: 60_000 });
  await queue.toggle(name);
  const details = queue.details(name);
  await expect(details.getByRole("heading", { name: "What stopped it" })).toBeVisible();
  for (const action of ["Retry", "Re-ingest from the start", "Discard"]) {
    await expect(details.getByRole("button", { name: action })).toHaveAttribute("aria-disabled", "true");
  }
  const pause = queue.lane("Low").getByRole("button", { name: "Pause Low" });
  await expect(pause).toHaveAttribute("aria-disabled", "true");
  await pause.hover();
  await expect(viewer.getByText(/Only an admin .* can pause lanes/)).toBeVisible();
  await viewer.context().close();
});

async function viewerPage(browser: Browser, link: string): Promise<Page> {
  const page = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
  const account = { email: `${named("viewer")}@example.org`, password: "a long test passphrase" };
  await new InvitationPage(page).join(link, account);
  await expectLive(page);
  return page;
}
