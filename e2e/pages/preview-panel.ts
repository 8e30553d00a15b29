import { expect, type Locator, type Page } from "@playwright/test";

/** The right side of `/upload`: what one file will look like once it is read. */
export class PreviewPanel {
  readonly page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole("region", { name: /^Preview of / });
  }

  /** Shows the file, and waits until its start was read. */
  async show(name: string): Promise<void> {
    await this.page.getByRole("button", { name: `Preview ${name}`, exact: true }).click();
    await expect(this.panel).toHaveAccessibleName(`Preview of ${name}`);
    await this.isRead();
  }

  async isRead(): Promise<void> {
    await expect(this.panel).toHaveAttribute("aria-busy", "false");
    await expect(this.panel.getByText(/read in this browser, nothing sent yet/i)).toBeVisible();
  }

  /** "Format", "Time zone", "Unparsed" or "Lane", with its reason. */
  fact(name: string): Locator {
    return this.panel.locator("dl > div").filter({ has: this.page.getByText(name, { exact: true }) });
  }

  rows(): Locator {
    return this.panel.getByRole("list", { name: "Rows of the file" }).getByRole("listitem");
  }

  /** The row of the error that is being looked at. */
  hit(): Locator {
    return this.rows().and(this.page.locator("[aria-current]"));
  }

  async choose(what: "format" | "lane", label: string): Promise<void> {
    await this.panel.getByRole("button", { name: `Change ${what}` }).click();
    await this.page.getByRole("menuitemradio", { name: label, exact: true }).click();
    await this.page.keyboard.press("Escape");
    await this.isRead();
  }

  async chooseZone(typed: string, { isForAll = false } = {}): Promise<void> {
    await this.panel.getByRole("button", { name: "Change time zone" }).click();
    if (isForAll) await this.page.getByRole("checkbox", { name: /^For all/ }).check();
    await this.page.getByRole("combobox", { name: "Time zone" }).fill(typed);
    await this.page.getByRole("option", { name: typed, exact: true }).click();
    await this.isRead();
  }
}
