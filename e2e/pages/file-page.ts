import { expect, type Locator, type Page } from "@playwright/test";
import { openPage } from "./open-page.ts";

/** `/files/[id]`: one file, its facts and its records. */
export class FilePage {
  readonly page: Page;
  readonly grid: Locator;
  readonly failingLine: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole("grid");
    this.failingLine = page.getByRole("figure", { name: "First failing line" });
  }

  async open(path: string): Promise<void> {
    await openPage(this.page, path);
    await expect(this.grid).toBeVisible();
  }

  /** The fact of the header under this name. */
  fact(name: string): Locator {
    return this.page.locator("dl > div").filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** A record's row; it is in the document only while it is near the view. */
  record(recordNumber: number): Locator {
    const spoken = recordNumber.toLocaleString("en-GB");
    return this.grid.getByRole("row", { name: new RegExp(`^record ${spoken},`) });
  }

  /** Numbers of the first and last record that can be seen. */
  async recordsInView(): Promise<{ first: number; last: number }> {
    return this.grid.evaluate((grid) => {
      const frame = grid.getBoundingClientRect();
      const numbers = [...grid.querySelectorAll<HTMLElement>("[data-record]")]
        .filter((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return bottom > frame.top + 1 && top < frame.bottom - 1;
        })
        .map((row) => Number(row.dataset.record));
      return { first: numbers[0] ?? 0, last: numbers.at(-1) ?? 0 };
    });
  }

  /** Drags the thumb of the scrollbar to a share of its way, 0 to 1. */
  async dragScrollbarTo(share: number): Promise<void> {
    await this.grid.evaluate((grid, to) => {
      grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * to;
    }, share);
  }
}
