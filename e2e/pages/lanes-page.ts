import { expect, type Locator, type Page } from "@playwright/test";
import { closeToasts } from "./close-toasts.ts";
import { openPage } from "./open-page.ts";

/** `/settings/lanes`: the rules, their test and the lanes' limits. */
export class LanesPage {
  readonly page: Page;
  readonly test: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.test = page.getByRole("complementary", { name: "Test" });
    // Toasts are dialogs too.
    this.dialog = page.getByRole("dialog", { name: /^(?:Add|Edit) rule$|^Otherwise$/ });
  }

  async open(): Promise<void> {
    await closeToasts(this.page);
    await openPage(this.page, "/settings/lanes");
    await expect(this.page.getByRole("heading", { name: "Which file goes first?" })).toBeVisible();
    // The first verdict: from then on the page answers to keys as well.
    await expect(this.test.getByRole("heading", { level: 3 }).first()).toBeVisible();
  }

  /** The rule at a place, from 1. */
  rule(number: number): Locator {
    return this.page.getByRole("button", { name: new RegExp(`^Rule ${number}, `) });
  }

  async choose(number: number, action: string): Promise<void> {
    await this.page.getByRole("button", { name: `Change rule ${number}`, exact: true }).click();
    await this.page.getByRole("menuitem", { name: action }).click();
  }

  async addRule({ name, text, lane }: { name: string; text: string; lane: "High" | "Medium" | "Low" }): Promise<void> {
    await this.page.getByRole("button", { name: "Add rule" }).click();
    await this.dialog.getByLabel("Name", { exact: true }).fill(name);
    await this.dialog.getByLabel("Content has the text").fill(text);
    await this.dialog.getByRole("radio", { name: lane }).check();
    await this.dialog.getByLabel("Because").fill("the test says so");
    await this.dialog.getByRole("button", { name: "Add rule" }).click();
    await expect(this.dialog).toBeHidden();
  }

  async save(): Promise<void> {
    await this.test.getByRole("button", { name: /^Save/ }).click();
    await expect(this.test.getByText("Saved. Files from now on go by these rules.")).toBeVisible();
  }
}
