import { expect, type Locator, type Page } from "@playwright/test";
import { openPage } from "./open-page.ts";

/** `/settings/members`: people, roles and links. */
export class MembersPage {
  readonly page: Page;
  readonly table: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole("table", { name: "Members of the team" });
  }

  async open(): Promise<void> {
    await openPage(this.page, "/settings/members");
    await expect(this.table).toBeVisible();
  }

  row(email: string): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name: email }) });
  }

  role(email: string): Locator {
    return this.row(email).getByRole("button", { name: /^Role of/ });
  }

  /** Makes a link and gives its path. */
  async invite({ role, email }: { role: "Admin" | "Operator" | "Viewer"; email?: string }): Promise<string> {
    await this.page.getByRole("button", { name: /^Role of the invitation/ }).click();
    await this.page.getByRole("menuitemradio", { name: new RegExp(`^${role}`) }).click();
    if (email) await this.page.getByLabel("E-mail, optional").fill(email);
    await this.page.getByRole("button", { name: "Make link" }).click();
    return new URL(await this.page.getByLabel("Invitation link").inputValue()).pathname;
  }

  async setRole(email: string, role: string): Promise<void> {
    await this.role(email).click();
    await this.page.getByRole("menuitemradio", { name: new RegExp(`^${role}`) }).click();
  }
}

/** `/invite/[token]`: what somebody sees who got a link. */
export class InvitationPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async join(path: string, account: { email: string; password: string }): Promise<void> {
    await this.page.goto(path);
    const email = this.page.getByLabel("Your e-mail");
    // A link for one address brings it along.
    if (await email.isEditable()) await email.fill(account.email);
    else await expect(email).toHaveValue(account.email);
    await this.page.getByLabel("Password").fill(account.password);
    await this.page.getByRole("button", { name: "Join team" }).click();
  }
}
