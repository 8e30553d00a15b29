import type { Browser, Page } from "@playwright/test";
import { ingestFailures, newProduct } from "./failed-installation.ts";
import { AlertsPage } from "./pages/alerts-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { OWNER, OWNER_STORAGE_STATE } from "./stack.ts";

async function anotherBrowser(browser: Browser): Promise<Page> {
  return (await browser.newContext({ storageState: OWNER_STORAGE_STATE })).newPage();
}

test("a failed installation appears in the open list of alerts by itself and leads to its line", async ({ page }) => {
  const alerts = new AlertsPage(page);
  const product = newProduct();
  await alerts.open();
  await ingestFailures(product, ["LT-1"]);
  const card = alerts.card(product);
  await expect(card).toContainText("failed with 1603 on LT-1");
  await expect(card).toContainText("0x80070534");
  await expect(card).toContainText("after upload");
  await expectAccessible(page);
  await alerts.choose(product);
  await expect(alerts.details).toContainText("Open since");
  await expect(alerts.details).toContainText("from upload to alert");
  await expect(alerts.details.getByText("Fired")).toBeVisible();
  await alerts.details.getByRole("link", { name: "Open line 17" }).click();
  await expect(page).toHaveURL(/record=17/);
  await expect(page.getByText("no SID for account TALLY_SVC").first()).toBeVisible();
});

test("toast and rail tell it in every open browser, and when one of them handles it", async ({ page, browser }) => {
  const here = new AlertsPage(page);
  const there = new AlertsPage(await anotherBrowser(browser));
  const product = newProduct();
  await here.open("/files");
  await there.open("/");
  await ingestFailures(product, ["LT-1"]);
  for (const each of [here, there]) {
    await expect(each.toast(product)).toContainText("failed with 1603 on LT-1");
    await expect(each.toast(product)).toContainText("0x80070534");
  }
  await expect(there.feedItem(product)).toContainText("after upload");
  await expectAccessible(page);
  await expectAccessible(there.page);
  await here.toast(product).getByRole("button", { name: "Acknowledge" }).click();
  await expect(here.toast(product)).toBeHidden();
  await expect(there.toast(product)).toBeHidden();
  await expect(there.feedItem(product)).toContainText("acknowledged");
  await there.open("/alerts?tab=acknowledged");
  await expect(there.card(product)).toContainText(`by ${OWNER.email}`);
  await there.page.context().close();
});

test("a toast opens its line, and on a page with a log it keeps to the top bar", async ({ page }) => {
  const alerts = new AlertsPage(page);
  const [first, second] = [newProduct(), newProduct()];
  await alerts.open("/files");
  await ingestFailures(first, ["LT-1"]);
  await alerts.toast(first).getByRole("link", { name: "Open line 17" }).click();
  await expect(page).toHaveURL(/record=17/);
  await expect(alerts.toast(first)).toBeHidden();
  await ingestFailures(second, ["LT-1"]);
  await expect(alerts.toast(second)).toBeVisible();
  const toast = await alerts.toast(second).boundingBox();
  expect((toast?.y ?? 0) + (toast?.height ?? 0)).toBeLessThanOrEqual(56);
  await alerts.toast(second).getByRole("button", { name: "Close" }).click();
  await expect(alerts.toast(second)).toBeHidden();
});

test("one cause on three devices is one card, acknowledged by key, resolved with a note, reopened", async ({
  page,
}) => {
  const alerts = new AlertsPage(page);
  const product = newProduct();
  await alerts.open();
  await ingestFailures(product, ["LT-1", "LT-2", "LT-3"]);
  await expect(alerts.card(product)).toContainText("on 3 devices");
  await expect(alerts.card(product)).toHaveCount(1);
  await expect(alerts.toast(product)).toContainText("3 times");
  await alerts.choose(product);
  await page.keyboard.press("a");
  await expect(alerts.card(product)).toBeHidden();
  await expect(alerts.toast(product)).toBeHidden();

  await alerts.tab("Acknowledged");
  await expect(alerts.card(product)).toContainText("on 3 devices");
  await expect(page).toHaveURL(/tab=acknowledged/);
  await alerts.choose(product);
  await alerts.details.getByLabel(/^Note for the team/).fill("rolled back");
  await alerts.details.getByRole("button", { name: "Resolve" }).click();
  await expect(alerts.card(product)).toBeHidden();

  await alerts.tab("Resolved");
  await alerts.choose(product);
  await expect(alerts.details).toContainText(`Resolved by ${OWNER.email}: rolled back`);
  await expectAccessible(page);
  await alerts.details.getByRole("button", { name: "Reopen" }).click();
  await expect(alerts.card(product)).toBeHidden();
  await alerts.tab("Open");
  await expect(alerts.card(product)).toContainText("on 3 devices");
});

test("J and K walk the cards, Enter opens the line", async ({ page }) => {
  const alerts = new AlertsPage(page);
  const [older, newer] = [newProduct(), newProduct()];
  await ingestFailures(older, ["LT-1"]);
  await ingestFailures(newer, ["LT-1"]);
  await alerts.open();
  await expect(alerts.details).toContainText(newer);
  await page.keyboard.press("j");
  await expect(alerts.details).toContainText(older);
  await page.keyboard.press("k");
  await expect(alerts.details).toContainText(newer);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/files\/.*record=17/);
});

test("what fires while an alert is read does not take its place", async ({ page }) => {
  const alerts = new AlertsPage(page);
  const [read, other] = [newProduct(), newProduct()];
  await ingestFailures(read, ["LT-1"]);
  await alerts.open();
  await expect(alerts.details).toContainText(read);
  await ingestFailures(other, ["LT-1"]);
  await expect(alerts.card(other)).toBeVisible();
  await expect(alerts.details).toContainText(read);
});

test("a muted cause still raises alerts but interrupts nobody until it is unmuted", async ({ page }) => {
  const alerts = new AlertsPage(page);
  const [muted, other] = [newProduct(), newProduct()];
  await alerts.open();
  await ingestFailures(muted, ["LT-1"]);
  await alerts.choose(muted);
  await alerts.details.getByRole("button", { name: "Mute 1 h" }).click();
  await expect(alerts.card(muted).getByRole("button", { name: "Unmute" })).toBeVisible();
  await expect(alerts.toast(muted)).toBeHidden();
  await ingestFailures(muted, ["LT-2"]);
  await expect(alerts.card(muted)).toContainText("on 2 devices");
  // A later alert of another cause has its toast: the muted one would have come before.
  await ingestFailures(other, ["LT-1"]);
  await expect(alerts.toast(other)).toBeVisible();
  await expect(alerts.toast(muted)).toBeHidden();
  await alerts.details.getByRole("button", { name: "Unmute" }).click();
  await expect(alerts.card(muted).getByRole("button", { name: "Mute 1 h" })).toBeVisible();
  await ingestFailures(muted, ["LT-3"]);
  await expect(alerts.toast(muted)).toBeVisible();
});

test("what was raised while no browser was open is told at the next visit, once", async ({ browser }) => {
  const [one, two, three] = [newProduct(), newProduct(), newProduct()];
  const first = await anotherBrowser(browser);
  await new AlertsPage(first).open("/files");
  await expect
    .poll(() => first.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith("sluice-alerts-told"))))
    .toBe(true);
  const storageState = await first.context().storageState();
  await first.context().close();

  for (const product of [one, two, three]) await ingestFailures(product, ["LT-1"]);

  const context = await browser.newContext({ storageState });
  const next = new AlertsPage(await context.newPage());
  await next.open("/files");
  await expect(next.toast("3 alerts while you were away")).toContainText(three);
  await expectAccessible(next.page);
  await next.toast("3 alerts while you were away").getByRole("link", { name: "Show alerts" }).click();
  for (const product of [one, two, three]) await expect(next.card(product)).toBeVisible();
  await next.open("/files");
  await expect(next.toast("while you were away")).toBeHidden();
  await context.close();
});
