import { expect, type Locator, type Page } from "@playwright/test";
import { openPage } from "./open-page.ts";

/** `/`: the verdict, lines per minute, deployments, alerts; before the first file how to begin. */
export class OverviewPage {
  readonly page: Page;
  readonly verdict: Locator;
  readonly openFirstFailingLine: Locator;
  readonly loadSample: Locator;

  constructor(page: Page) {
    this.page = page;
    this.verdict = page.getByRole("region", { name: "Verdict" });
    this.openFirstFailingLine = this.verdict.getByRole("link", { name: "Open first failing line" });
    this.loadSample = page.getByRole("button", { name: "Load sample deployment" });
  }

  async open(): Promise<void> {
    await openPage(this.page, "/");
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
  }

  deployment(name: string): Locator {
    return this.page.getByRole("region", { name: "Deployments" }).getByRole("row").filter({ hasText: name });
  }

  /** The numbers of the chart, for those who can't see it: "14:03" to its errors. */
  async errorsByMinute(): Promise<Record<string, string>> {
    const rows = this.page.getByRole("table", { name: /^Lines per minute/ }).getByRole("row");
    const cells = await rows.evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent ?? "")),
    );
    return Object.fromEntries(cells.slice(1).map(([minute = "", errors = ""]) => [minute, errors]));
  }
}
