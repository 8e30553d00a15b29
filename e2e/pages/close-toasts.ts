import type { Page } from "@playwright/test";

/**
 * Closes what earlier tests' alerts say on this page as soon as it would be in the way, as a person would. Not while a
 * dialog is open, behind which nothing can be pressed.
 */
export async function closeToasts(page: Page): Promise<void> {
  const close = page
    .locator("body:not(:has([role=dialog][data-owns-keys]))")
    .getByRole("region", { name: "Alerts that just came" })
    .getByRole("button", { name: "Close" })
    .first();
  // A dialog that opens in the same moment comes before it.
  await page.addLocatorHandler(close, () => close.click({ timeout: 5000 }).catch(() => undefined));
}
