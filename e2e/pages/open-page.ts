import { expect, type Page } from "@playwright/test";

/** Opens a page of the shell. From then on it hears keys, notices the pointer and is told what happens. */
export async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expectLive(page);
}

/** The page's scripts run and its connection stands. */
export async function expectLive(page: Page): Promise<void> {
  await expect(page.getByText("Live", { exact: true }).first()).toBeAttached();
}
