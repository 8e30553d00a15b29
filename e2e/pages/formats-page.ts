import { expect, type Locator, type Page } from "@playwright/test";
import { openPage } from "./open-page.ts";

/** `/settings/formats`: the list, and the editor of one format. */
export class FormatsPage {
  readonly page: Page;
  readonly list: Locator;
  readonly sample: Locator;
  readonly pattern: Locator;
  readonly result: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole("list", { name: "Formats" });
    this.sample = page.getByLabel("Sample", { exact: true });
    this.pattern = page.getByLabel("Pattern", { exact: true });
    this.result = page.getByRole("region", { name: "What the sample becomes" });
  }

  async open(): Promise<void> {
    await openPage(this.page, "/settings/formats");
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
  }

  async startNew({ id, name }: { id: string; name: string }): Promise<void> {
    await this.page.getByRole("button", { name: "New format" }).click();
    await this.page.getByLabel("Name", { exact: true }).fill(name);
    await this.page.getByLabel("Id", { exact: true }).fill(id);
  }

  /** The name in the list opens the editor. */
  async edit(name: string): Promise<void> {
    await this.list.getByRole("button", { name }).click();
    await expect(this.page.getByRole("region", { name: "Versions" })).toBeVisible();
  }

  async export(): Promise<string> {
    const [file] = await Promise.all([
      this.page.waitForEvent("download"),
      this.page.getByRole("button", { name: "Export as JSON" }).click(),
    ]);
    return await file.path();
  }

  async import(path: string): Promise<void> {
    await this.page.getByLabel("Import JSON").setInputFiles(path);
  }

  async save(): Promise<void> {
    await this.page.getByRole("button", { name: /^Save/ }).click();
    await expect(this.list).toBeVisible();
  }

  row(name: string): Locator {
    return this.list.getByRole("listitem").filter({ hasText: name });
  }
}
