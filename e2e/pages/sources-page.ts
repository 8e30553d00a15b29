import { expect, type Locator, type Page } from "@playwright/test";
import { openPage } from "./open-page.ts";

/** `/settings/sources`: the list, the editor of one source, and the page of one. */
export class SourcesPage {
  readonly page: Page;
  readonly list: Locator;
  readonly trial: Locator;
  readonly firstObjects: Locator;
  readonly objects: Locator;
  readonly runs: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole("list", { name: "Sources" });
    this.trial = page.getByRole("region", { name: "Test" });
    this.firstObjects = page.getByRole("list", { name: "First objects" });
    this.objects = page.getByRole("list", { name: "Objects" });
    this.runs = page.getByRole("list", { name: "Runs" });
  }

  async open(): Promise<void> {
    await openPage(this.page, "/settings/sources");
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
  }

  row(name: string): Locator {
    return this.list.getByRole("listitem").filter({ hasText: name });
  }

  async startNew({ name, folder }: { name: string; folder: string }): Promise<void> {
    await this.page.getByRole("button", { name: "Add source" }).click();
    await this.page.getByLabel("Name", { exact: true }).fill(name);
    await this.page.getByLabel("Kind", { exact: true }).selectOption("Folder");
    await this.page.getByLabel("Folder", { exact: true }).fill(folder);
  }

  async test(): Promise<void> {
    await this.trial.getByRole("button", { name: "Test connection" }).click();
  }

  /** Saves a new one; its page opens. */
  async save(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "Save source" }).click();
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(this.page).toHaveURL(/\/settings\/sources\/[0-9a-f-]{36}/);
  }

  /** Where the API has it. */
  id(): string {
    return new URL(this.page.url()).pathname.split("/").at(-1) ?? "";
  }

  async showRuns(): Promise<void> {
    await this.page.getByRole("tab", { name: "Runs" }).click();
  }

  async delete(): Promise<void> {
    await this.page.getByRole("button", { name: "Delete", exact: true }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Delete source" }).click();
    await expect(this.page).toHaveURL(/\/settings\/sources$/);
  }
}
