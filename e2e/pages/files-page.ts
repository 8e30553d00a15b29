import { expect, type Locator, type Page } from "@playwright/test";
import { openPage } from "./open-page.ts";

/** `/files`: the team's files and where each of them is. */
export class FilesPage {
  readonly page: Page;
  readonly table: Locator;
  readonly filter: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole("table", { name: "Files, newest first" });
    this.filter = page.getByRole("searchbox", { name: "Filter by file, deployment or device" });
  }

  async open(query = ""): Promise<void> {
    await openPage(this.page, `/files${query}`);
    await expect(this.page.getByRole("heading", { name: "Files", exact: true })).toBeVisible();
  }

  row(name: string): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name, exact: true }) });
  }

  /** "All", "In progress", "Completed", "Failed", "Duplicates". */
  async show(state: string): Promise<void> {
    await this.page
      .getByRole("group", { name: "State" })
      .getByRole("button", { name: new RegExp(`^${state}`) })
      .click();
  }
}
