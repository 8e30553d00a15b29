import { expect, type Locator, type Page } from "@playwright/test";
import { openPage } from "./open-page.ts";

/** What stays while pages change: navigation, search, keys, time zone, connection. */
export class ShellPage {
  readonly page: Page;
  readonly palette: Locator;
  readonly search: Locator;
  readonly keys: Locator;
  readonly zone: Locator;

  constructor(page: Page) {
    this.page = page;
    this.palette = page.getByRole("dialog", { name: "Search and commands" });
    this.search = this.palette.getByRole("combobox");
    this.keys = page.getByRole("dialog", { name: "Keys" });
    this.zone = page.getByRole("button", { name: /^Time zone/ });
  }

  /** Opens a page and waits until it hears of changes: from then on keys work as well. */
  async open(path: string): Promise<void> {
    await openPage(this.page, path);
  }

  async openPalette(text: string): Promise<void> {
    await this.page.keyboard.press("Control+k");
    await expect(this.search).toBeFocused();
    await this.search.fill(text);
  }

  row(name: string | RegExp): Locator {
    return this.palette.getByRole("option", { name });
  }

  async chooseZone(text: string, name: string): Promise<void> {
    await this.zone.click();
    const dialog = this.page.getByRole("dialog", { name: "Time zone" });
    await dialog.getByRole("combobox").fill(text);
    await dialog.getByRole("option", { name }).click();
    await expect(dialog).toBeHidden();
  }
}
