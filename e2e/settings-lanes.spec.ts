import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LanesPage } from "./pages/lanes-page.ts";
import { InvitationPage, MembersPage } from "./pages/members-page.ts";
import { expectLive } from "./pages/open-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { runIngest } from "./run-ingest.ts";

/** Sends a text file of its own and gives its id. */
async function send(name: string, content: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-lanes-"));
  writeFileSync(join(folder, name), content);
  const { results, stderr } = await runIngest([join(folder, name)]);
  rmSync(folder, { recursive: true, force: true });
  const fileId = results[0]?.jobId;
  if (typeof fileId !== "string") throw new Error(`The file was not read: ${stderr}`);
  return fileId;
}

// The rules are the team's, for all tests: each gives back those it found.
test.afterEach(async ({ page }) => {
  const rules = await (await page.request.get("/api/v1/lanes/rules")).json();
  const ours = rules.rules.filter(({ because }: { because: string }) => because === "the test says so");
  if (ours.length === 0) return;
  await page.request.put("/api/v1/lanes/rules", {
    data: {
      rules: rules.rules.filter((rule: unknown) => !ours.includes(rule)),
      otherwise: rules.otherwise,
      version: rules.version,
    },
    headers: { origin: new URL(page.url()).origin },
  });
});

test("a rule is tried on the last files before it is saved, and decides the next one", async ({ page }) => {
  const word = `quasar-${randomUUID().slice(0, 8)}`;
  const name = `${word}.log`;
  await send(name, `2026-01-01 10:00:00 ERROR ${word} is out of reach\n`);
  const lanes = new LanesPage(page);
  await lanes.open();
  await lanes.addRule({ name: "Quasars wait", text: word, lane: "Low" });
  await expect(lanes.rule(1)).toContainText(word);
  await expect(lanes.test.getByRole("heading", { name: "1 file changes lane. Nothing leaves High." })).toBeVisible();
  await expect(lanes.test.getByText("One of them holds an error")).toBeVisible();
  await expect(lanes.test.getByRole("link", { name }).first()).toBeVisible();
  await expectAccessible(page);
  await lanes.save();
  await expect(lanes.test.getByRole("heading", { name: "No file changes lane." })).toBeVisible();
  const next = await send(`${word}-2.log`, `2026-01-01 10:00:01 ERROR ${word} is still out of reach\n`);
  await page.goto(`/files/${next}`);
  await expect(page.getByText(/the test says so.*Rule: Quasars wait\./).first()).toBeVisible();
});

test("rules are moved by keys, copied, turned off, removed, and all of it is discarded", async ({ page }) => {
  const lanes = new LanesPage(page);
  await lanes.open();
  const first = (await lanes.rule(1).getByText(", because ").textContent())?.split(", because ")[0] ?? "";
  await lanes.rule(1).press("Alt+ArrowDown");
  await expect(lanes.rule(2)).toContainText(`${first}, because `);
  await expect(lanes.rule(2)).toBeFocused();
  await expect(lanes.test.getByRole("button", { name: "Save 1 change" })).toBeVisible();
  await lanes.choose(2, "Duplicate rule");
  await expect(lanes.rule(3)).toContainText(`${first} (copy), because `);
  await expect(lanes.rule(3)).toContainText("Off.");
  await lanes.choose(3, "Remove rule");
  await lanes.choose(1, "Turn rule off");
  await expect(lanes.test.getByRole("button", { name: "Save 2 changes" })).toBeVisible();
  await lanes.test.getByRole("button", { name: "Discard" }).click();
  await expect(lanes.rule(1)).toContainText(`${first}, because `);
});

test("a pattern that can't be used is refused with the reason", async ({ page }) => {
  const lanes = new LanesPage(page);
  await lanes.open();
  await page.getByRole("button", { name: "Add rule" }).click();
  await lanes.dialog.getByLabel("Name", { exact: true }).fill("Broken");
  await lanes.dialog.getByLabel("Because").fill("the test says so");
  await lanes.dialog.getByLabel("Content matches the pattern").fill("a(?=b)");
  await lanes.dialog.getByRole("button", { name: "Add rule" }).click();
  await expect(lanes.dialog.getByRole("alert")).toContainText("Lookahead and lookbehind are not available here.");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(lanes.dialog).toBeHidden();
});

test("slots are changed where they stand, and what is not possible says why", async ({ page }) => {
  test.info().annotations.push({ type: "gives back", description: "the slots of Low" });
  const lanes = new LanesPage(page);
  await lanes.open();
  const slots = page.getByLabel("Slots of Low", { exact: true });
  await slots.fill("3");
  await slots.press("Enter");
  await expect(page.getByRole("row", { name: /^Low/ })).toContainText("0 of 3");
  await slots.fill("1");
  await slots.press("Enter");
  await expect(page.getByRole("row", { name: /^Low/ })).toContainText("0 of 1");
});

test("a viewer sees the rules and their test, and is told who may change them", async ({ page, browser }) => {
  const members = new MembersPage(page);
  await members.open();
  const link = await members.invite({ role: "Viewer" });
  const other = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
  const account = { email: `person-${randomUUID().slice(0, 8)}@example.org`, password: "a long test passphrase" };
  await new InvitationPage(other).join(link, account);
  await expectLive(other);
  const lanes = new LanesPage(other);
  await lanes.open();
  const add = other.getByRole("button", { name: "Add rule" });
  await expect(add).toHaveAttribute("aria-disabled", "true");
  await add.hover();
  await expect(other.getByText("Viewers cannot change lanes. Ask an admin.").first()).toBeVisible();
  await expect(lanes.test.getByRole("button", { name: "Save changes" })).toHaveAttribute("aria-disabled", "true");
  await expect(other.getByLabel("Slots of Low", { exact: true })).toHaveAttribute("readonly", "");
  await expectAccessible(other);
  await other.context().close();
});
