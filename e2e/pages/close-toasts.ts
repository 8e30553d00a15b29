import type { Page } from "@playwright/test";

/** Closes what earlier tests' alerts say on this page as soon as it would be in the way, as a person would. */
export async function closeToasts(page: Page): Promise<void> {
  const close = page
    .getByRole("region", { name: "Alerts that just came" })
    .getByRole("button", { name: "Close" })
    .first();
  await page.addLocatorHandler(close, () => close.click());
}
