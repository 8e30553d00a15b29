import { randomUUID } from "node:crypto";
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InvitationPage, MembersPage } from "./pages/members-page.ts";
import { expectLive } from "./pages/open-page.ts";
import { SourcesPage } from "./pages/sources-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { E2E_FOLDER_ROOT, OWNER } from "./stack.ts";

// Fields that can't be used are refused on purpose.
test.use({ expectedConsole: /status of (403|409|422)/ });

const line = (msg: string) =>
  `${JSON.stringify({ level: 30, time: 1_780_000_000_000, pid: 7, hostname: "web-1", msg })}\n`;

let folder: string;
let name: string;

test.beforeEach(() => {
  name = `Folder ${randomUUID().slice(0, 8)}`;
  folder = join(E2E_FOLDER_ROOT, name);
  mkdirSync(join(folder, "Wave 7", "LT-2291"), { recursive: true });
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a folder is tried, saved, run, read, paused and removed", async ({ page }) => {
  const word = randomUUID();
  const key = "Wave 7/LT-2291/agent.log";
  writeFileSync(join(folder, key), line(`first ${word}`));
  writeFileSync(join(folder, "notes.tmp"), "nothing\n");
  const sources = new SourcesPage(page);
  await sources.open();
  await sources.startNew({ name, folder });

  await sources.test();
  await expect(sources.trial).toContainText("Of its 2 objects, 2 would be taken");
  await expect(sources.firstObjects.getByRole("listitem").first()).toContainText("without deployment and device");
  // What is typed then counts at once, without another look.
  await page.getByLabel("But not").fill("*.tmp");
  await page.getByLabel("Deployment and device from the key").fill("<deployment>/<device>/...");
  await expect(sources.firstObjects.getByRole("listitem").first()).toContainText("Taken, as of LT-2291 in Wave 7");
  await expect(sources.firstObjects).toContainText("It fits *.tmp, which is left out.");
  await expect(sources.trial).toContainText("Of its 2 objects, 1 would be taken");
  await page.getByLabel("Lane", { exact: true }).selectOption("High");
  await expectAccessible(page);
  await sources.save(name);

  const object = sources.objects.getByRole("listitem").filter({ hasText: key });
  await expect(object).toContainText("Taken");
  await expect(sources.objects).not.toContainText("notes.tmp");
  await expectAccessible(page);
  const address = page.url();
  await object.getByRole("link", { name: key }).click();
  await expect(page.getByRole("heading", { name: "agent.log" })).toBeVisible();
  await expect(page.getByText(`first ${word}`)).toBeVisible();
  await expect(page.getByText(`Found in ${name} as ${key}`)).toBeVisible();
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page).toHaveURL(address);

  appendFileSync(join(folder, key), line(`second ${word}`));
  await page.getByRole("button", { name: `Run now: ${name}` }).click();
  await expect(sources.objects).toContainText("version 2");
  await sources.showRuns();
  const runs = sources.runs.getByRole("listitem");
  await expect(runs.first()).toContainText("looked at, 1 new, 1 taken");
  await expect(runs.last()).toContainText("looked at, 1 new, 1 taken");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(
    page
      .getByText(/^Paused since/)
      .or(page.getByText(/taken\. Paused since/))
      .first(),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: `Run now: ${name}` })).toHaveAttribute("aria-disabled", "true");
  await sources.delete();
  await expect(sources.list).not.toContainText(name);
});

test("what can't be used is said at its field, and what can't be reached with its reason", async ({ page }) => {
  const sources = new SourcesPage(page);
  await sources.open();
  await sources.startNew({ name: "", folder: "/nowhere-at-all" });
  await page.getByLabel("Deployment and device from the key").fill("<host>");
  await page.getByRole("button", { name: "Save source" }).click();
  await expect(page.getByText("Give it a name.")).toBeVisible();
  await expect(page.getByText("It looks like <deployment>/<device>/...")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await page.getByLabel("Deployment and device from the key").fill("");
  await sources.test();
  await expect(sources.trial.getByRole("alert")).toContainText("There is no folder /nowhere-at-all");
  await expectAccessible(page);
});

test("a source that fails says since when and why, and goes on when it was mended", async ({ page }) => {
  const sources = new SourcesPage(page);
  await sources.open();
  await sources.startNew({ name, folder: join(folder, "not yet") });
  await sources.save(name);
  await expect(page.getByText("There is no folder").first()).toBeVisible();
  await expect(page.getByText("Failing", { exact: true })).toBeVisible();
  mkdirSync(join(folder, "not yet"));
  await page.getByRole("button", { name: `Run now: ${name}` }).click();
  await expect(page.getByText("Watching", { exact: true })).toBeVisible();
  await sources.delete();
});

test("keys of S3 are never shown again; new ones replace them", async ({ page }) => {
  const sources = new SourcesPage(page);
  await sources.open();
  await page.getByRole("button", { name: "Add source" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Bucket", { exact: true }).fill("app-logs");
  await page.getByLabel("Endpoint").fill("http://127.0.0.1:9");
  await expect(page.getByLabel("Addresses")).toHaveValue("path");
  await page.getByRole("button", { name: "Save source" }).click();
  await expect(page.getByText("Enter the keys of the bucket.")).toBeVisible();
  await page.getByLabel("Access key id").fill("AK-NEVER-SHOWN");
  await page.getByLabel("Secret access key").fill("sk-never-shown");
  await sources.save(name);
  await expect(page.getByText("Saved, encrypted; never shown")).toBeVisible();
  const answer = await (await page.request.get(`/api/v1/sources/${sources.id()}`)).text();
  expect(answer).not.toMatch(/never-shown/i);
  await page.getByRole("button", { name: "Edit" }).click();
  await expect(page.getByLabel("Secret access key")).toHaveValue("");
  await expect(page.getByLabel("Secret access key")).toHaveAttribute(
    "placeholder",
    "Saved; enter a new one to replace",
  );
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  await sources.delete();
});

test("what a client puts into the inbox is taken as soon as it is stored", async ({ page, request }) => {
  const connection = page.waitForEvent("websocket");
  const sources = new SourcesPage(page);
  await sources.open();
  const live = new URL((await connection).url());
  const supabaseUrl = `http://${live.host}`;
  const apikey = live.searchParams.get("apikey") ?? "";
  const signedIn = await request.post(`${supabaseUrl}/auth/v1/token?grant_type=password`, {
    headers: { apikey },
    data: { email: OWNER.email, password: OWNER.password },
  });
  const { access_token: token } = await signedIn.json();
  const place = /deployment-logs\/[0-9a-f-]{36}\/inbox\//.exec((await sources.row("Inbox").textContent()) ?? "")?.[0];
  const file = `${randomUUID()}.log`;
  const stored = await request.post(`${supabaseUrl}/storage/v1/object/${place}${file}`, {
    headers: { apikey, authorization: `Bearer ${token}` },
    data: line("put into the inbox"),
  });
  expect(stored.status()).toBe(200);
  await sources.row("Inbox").getByRole("link", { name: "Inbox" }).click();
  const object = sources.objects.getByRole("listitem").filter({ hasText: file });
  await expect(object).toContainText("Taken");
  await page.getByRole("tab", { name: /^Runs/ }).click();
  await expect(page.getByText("By an event").first()).toBeVisible();
});

test("a viewer sees the sources, and is told who may change them", async ({ page, browser }) => {
  const members = new MembersPage(page);
  await members.open();
  const link = await members.invite({ role: "Viewer" });
  const other = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
  const account = { email: `person-${randomUUID().slice(0, 8)}@example.org`, password: "a long test passphrase" };
  await new InvitationPage(other).join(link, account);
  await expectLive(other);
  const sources = new SourcesPage(other);
  await sources.open();
  await expect(sources.row("Inbox")).toContainText("deployment-logs/");
  await expect(other.getByRole("button", { name: "Add source" })).toHaveAttribute("aria-disabled", "true");
  await expect(other.getByRole("button", { name: "Run now: Inbox" })).toHaveAttribute("aria-disabled", "true");
  await sources.row("Inbox").getByRole("link", { name: "Inbox" }).click();
  for (const action of ["Pause", "Edit", "Delete"]) {
    await expect(other.getByRole("button", { name: action, exact: true })).toHaveAttribute("aria-disabled", "true");
  }
  await expectAccessible(other);
  await other.context().close();
});
