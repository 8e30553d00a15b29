import { expect, type Page } from "@playwright/test";

/** From this width on the sidebar is shown. */
const DESK_PX = 721;

/** Opens a page of the shell. From then on it hears keys, notices the pointer and is told what happens. */
export async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expectLive(page);
}

/** The page's scripts run and its connection stands. Phones have no room to say so. */
export async function expectLive(page: Page): Promise<void> {
  const live = page.getByText("Live", { exact: true });
  const isPhone = (page.viewportSize()?.width ?? 0) < DESK_PX;
  if (isPhone) await expect(live.first()).toBeAttached();
  else await expect(live).toBeVisible();
}
