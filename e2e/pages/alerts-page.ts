import { expect, type Locator, type Page } from "@playwright/test";
import { expectLive, openPage } from "./open-page.ts";

/** `/alerts` and the toasts that lie over every page. */
export class AlertsPage {
  readonly page: Page;
  readonly toasts: Locator;
  /** All about the chosen alert, beside the list. */
  readonly details: Locator;

  constructor(page: Page) {
    this.page = page;
    this.toasts = page.getByRole("region", { name: "Alerts that just came" });
    this.details = page.getByRole("complementary", { name: "Chosen alert" });
  }

  async open(path = "/alerts"): Promise<void> {
    await openPage(this.page, path);
  }

  /** From here on the page hears of what happens. */
  async live(): Promise<void> {
    await expectLive(this.page);
  }

  toast(text: string): Locator {
    return this.toasts.getByRole("dialog").or(this.toasts.getByRole("alertdialog")).filter({ hasText: text });
  }

  card(text: string): Locator {
    return this.page.getByRole("list", { name: "Alerts" }).getByRole("listitem").filter({ hasText: text });
  }

  /** In the rail of the overview. */
  feedItem(text: string): Locator {
    return this.page.getByRole("list", { name: "Newest alerts" }).getByRole("listitem").filter({ hasText: text });
  }

  async tab(name: "Open" | "Acknowledged" | "Resolved"): Promise<void> {
    await this.page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
  }

  async choose(text: string): Promise<void> {
    await this.card(text).getByRole("heading").getByRole("button").click();
    await expect(this.details).toContainText(text);
  }
}
