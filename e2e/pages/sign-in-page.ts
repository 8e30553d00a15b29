import { expect, type Locator, type Page } from "@playwright/test";

/** `/sign-in`: the set-up of a fresh server, or the sign-in of one that has an owner. */
export class SignInPage {
  readonly page: Page;
  readonly email: Locator;
  readonly password: Locator;
  readonly code: Locator;
  readonly team: Locator;

  constructor(page: Page) {
    this.page = page;
    this.email = page.getByLabel(/e-mail$/i);
    this.password = page.getByLabel("Password");
    this.code = page.getByLabel("One-time code");
    this.team = page.getByLabel("Team name");
  }

  async open(path = "/sign-in"): Promise<void> {
    await this.page.goto(path);
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
  }

  async signIn(account: { email: string; password: string }): Promise<void> {
    await this.email.fill(account.email);
    await this.password.fill(account.password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  async becomeOwner(owner: { email: string; password: string; team: string }): Promise<void> {
    await this.email.fill(owner.email);
    await this.password.fill(owner.password);
    await this.team.fill(owner.team);
    await this.page.getByRole("button", { name: "Become owner" }).click();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole("button", { name: /^Account/ }).click();
    await this.page.getByRole("menuitem", { name: "Sign out" }).click();
  }
}
