import { expect, type Locator, type Page } from "@playwright/test";
import { closeToasts } from "./close-toasts.ts";
import { openPage } from "./open-page.ts";

type Lane = "High" | "Medium" | "Low";

/** `/queue`: the lanes and the jobs in them. */
export class QueuePage {
  readonly page: Page;
  readonly table: Locator;
  readonly filter: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole("tabpanel").getByRole("table");
    this.filter = page.getByRole("searchbox", { name: "Filter by file, deployment or device" });
  }

  /** Opens the page and waits until it hears of changes. */
  async open(query = ""): Promise<void> {
    await closeToasts(this.page);
    await openPage(this.page, `/queue${query}`);
    await expect(this.page.getByRole("heading", { name: "Queue", exact: true })).toBeVisible();
  }

  lane(lane: Lane): Locator {
    return this.page.getByRole("region", { name: `Lane ${lane.toLowerCase()}` });
  }

  async pause(lane: Lane, note: string): Promise<void> {
    await this.lane(lane)
      .getByRole("button", { name: `Pause ${lane}` })
      .click();
    const dialog = this.dialog(`Pause ${lane}?`);
    await dialog.getByLabel(/^Why/).fill(note);
    await dialog.getByRole("button", { name: `Pause ${lane}` }).click();
    await expect(dialog).toBeHidden();
  }

  async resume(lane: Lane): Promise<void> {
    await this.lane(lane)
      .getByRole("button", { name: `Resume ${lane}` })
      .click();
    const dialog = this.dialog(`Resume ${lane}?`);
    await dialog.getByRole("button", { name: `Resume ${lane}` }).click();
    await expect(dialog).toBeHidden();
  }

  async tab(name: "In progress" | "Completed" | "Dead letters" | "Over time"): Promise<void> {
    await this.page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
  }

  row(name: string): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name, exact: true }) });
  }

  /** What an opened row shows. */
  details(name: string): Locator {
    return this.page.getByRole("region", { name: `About ${name}` });
  }

  async toggle(name: string): Promise<void> {
    await this.row(name).getByRole("button", { name }).click();
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole("dialog", { name });
  }
}
