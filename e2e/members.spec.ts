import { randomUUID } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { pinoLog } from "./logs.ts";
import { InvitationPage, MembersPage } from "./pages/members-page.ts";
import { expectLive } from "./pages/open-page.ts";
import { UploadPage } from "./pages/upload-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { OWNER } from "./stack.ts";

const newAccount = () => ({
  email: `person-${randomUUID().slice(0, 8)}@example.org`,
  password: "a long test passphrase",
});

/** Somebody else's browser. */
async function otherBrowser(browser: Browser): Promise<Page> {
  return (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
}

test("somebody who was invited as viewer sees everything and can change nothing", async ({ page, browser }) => {
  const members = new MembersPage(page);
  await members.open();
  const link = await members.invite({ role: "Viewer" });
  await expectAccessible(page);
  const other = await otherBrowser(browser);
  const account = newAccount();
  await other.goto(link);
  await expect(other.getByRole("heading", { name: `Join ${OWNER.team}` })).toBeVisible();
  await expect(other.getByText("You are invited as viewer, who sees everything and changes nothing.")).toBeVisible();
  await expectAccessible(other);
  await new InvitationPage(other).join(link, account);
  await expect(other.getByText(OWNER.team).first()).toBeVisible();
  await expect(members.row(account.email)).toBeVisible();

  const theirs = new MembersPage(other);
  await theirs.open();
  await expect(theirs.role(OWNER.email)).toHaveAttribute("aria-disabled", "true");
  await expect(theirs.row(OWNER.email).getByRole("button", { name: /^Remove/ })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await expect(other.getByRole("button", { name: "Make link" })).toHaveAttribute("aria-disabled", "true");
  await expect(other.getByText("Open links")).toBeHidden();
  const refused = await other.request.post("/api/v1/invitations", {
    data: { role: "viewer" },
    headers: { origin: new URL(other.url()).origin },
  });
  expect(refused.status()).toBe(403);
  const upload = new UploadPage(other);
  await upload.open();
  await upload.drop([{ name: "viewer.log", content: pinoLog(3) }]);
  await upload.send();
  await expect(upload.card("viewer.log")).toContainText(/viewer/i);
  await other.context().close();
});

test("a change of role and a removal arrive in the other browser by themselves", async ({ page, browser }) => {
  const members = new MembersPage(page);
  await members.open();
  const account = newAccount();
  const link = await members.invite({ role: "Viewer", email: account.email });
  const other = await otherBrowser(browser);
  await new InvitationPage(other).join(link, account);
  const theirs = new MembersPage(other);
  await expectLive(other);
  await theirs.open();
  await members.setRole(account.email, "Admin");
  await expect(theirs.role(account.email)).toHaveText("Admin");
  await expect(other.getByRole("button", { name: "Make link" })).not.toHaveAttribute("aria-disabled", "true");
  await members
    .row(account.email)
    .getByRole("button", { name: `Remove ${account.email}` })
    .click();
  await page.getByRole("button", { name: "Remove member" }).click();
  await expect(members.row(account.email)).toBeHidden();
  await expect(other).toHaveURL(/\/no-team$/);
  await other.goto(link);
  await expect(other.getByText("This invitation was used already.")).toBeVisible();
  await other.context().close();
});

test("a revoked link lets nobody in, nor does one that never was", async ({ page, browser }) => {
  const members = new MembersPage(page);
  await members.open();
  const email = newAccount().email;
  const link = await members.invite({ role: "Operator", email });
  await page.getByRole("button", { name: `Revoke the link for ${email}` }).click();
  await expect(page.getByRole("button", { name: `Revoke the link for ${email}` })).toBeHidden();
  const other = await otherBrowser(browser);
  await other.goto(link);
  await expect(other.getByText("This invitation was withdrawn.")).toBeVisible();
  await other.goto("/invite/nonsense");
  await expect(other.getByRole("heading", { name: "This link lets nobody in" })).toBeVisible();
  await other.context().close();
});

test("the only owner can't leave, and the page says why", async ({ page }) => {
  const members = new MembersPage(page);
  await members.open();
  const leave = members.row(OWNER.email).getByRole("button", { name: "Leave the team" });
  await expect(leave).toHaveAttribute("aria-disabled", "true");
  await leave.hover();
  await expect(page.getByText("Make somebody else an owner first.")).toBeVisible();
});
