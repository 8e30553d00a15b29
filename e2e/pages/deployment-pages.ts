import { expect, type Locator, type Page } from "@playwright/test";
import { openPage } from "./open-page.ts";

/** `/deployments`: rollouts, worst first. */
export class DeploymentsPage {
  readonly page: Page;
  readonly table: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole("table", { name: "Deployments, worst first" });
  }

  async open(query = ""): Promise<void> {
    await openPage(this.page, `/deployments${query}`);
    await expect(this.page.getByRole("heading", { name: "Deployments", exact: true })).toBeVisible();
  }

  row(name: string): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name, exact: true }) });
  }

  /** "Active", "Finished", "All". */
  async show(tab: string): Promise<void> {
    await this.page.getByRole("tab", { name: new RegExp(`^${tab}`) }).click();
  }
}

/** `/deployments/[id]`: the devices of one rollout. */
export class DeploymentPage {
  readonly page: Page;
  /** Devices by outcome, in words. */
  readonly legend: Locator;
  readonly grid: Locator;
  readonly list: Locator;
  readonly excerpt: Locator;

  constructor(page: Page) {
    this.page = page;
    this.legend = page.getByRole("list", { name: "Devices by outcome" });
    this.grid = page.getByRole("grid");
    this.list = page.getByRole("list", { name: "Devices, failed first" });
    this.excerpt = page.getByRole("region", { name: "Line in context" });
  }

  /** The part of the page about the device that is chosen. */
  device(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }
}
