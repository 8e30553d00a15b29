import type { Page } from "@playwright/test";
import { failedInstallation, newProduct } from "./failed-installation.ts";
import { expectLive } from "./pages/open-page.ts";
import { UploadPage } from "./pages/upload-page.ts";
import { expect, test } from "./quiet-page.ts";
import { OWNER_STORAGE_STATE } from "./stack.ts";

/** `npm run bench:alert` takes 20; a few are enough to see in every test run that it works. */
const UPLOADS = Number(process.env.ALERT_UPLOADS ?? 5);
/** The first ones find modules, connections and caches cold. */
const WARM_UPS = 2;

/** When each toast was first on screen in this browser, epoch ms, by its text; noted by the page itself. */
type Seen = { at: number; text: string }[];

test("a critical upload is a toast in every open browser soon after its last byte", async ({ page, browser }) => {
  test.setTimeout(180_000);
  const other = await (await browser.newContext({ storageState: OWNER_STORAGE_STATE })).newPage();
  const browsers = [page, other];
  for (const each of browsers) await each.addInitScript(noteToasts);
  await other.goto("/files");
  const upload = new UploadPage(page);
  await upload.open();
  for (const each of browsers) await expectLive(each);

  const delaysMs: number[] = [];
  for (let n = 0; n < WARM_UPS + UPLOADS; n++) {
    const product = newProduct();
    const name = `${product}.log`;
    await upload.drop([{ name, content: failedInstallation(product) }]);
    await expect(upload.card(name)).toContainText("Ready to send");
    const stored = page.waitForEvent("requestfinished", (request) => request.url().includes("/upload/resumable"));
    await upload.send();
    const { startTime, responseEnd } = (await stored).timing();
    const shownAt = await Promise.all(browsers.map((each) => toastTime(each, product)));
    if (n >= WARM_UPS) delaysMs.push(Math.max(...shownAt) - (startTime + responseEnd));
  }
  const sorted = delaysMs.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  console.log(
    JSON.stringify({ bench: "alert", p50_ms: at(0.5), p99_ms: at(0.99), uploads: UPLOADS, browsers: browsers.length }),
  );
  expect(sorted).toHaveLength(UPLOADS);
  await other.context().close();
});

/** Runs in the page. The frame after the change is when somebody could see it. */
function noteToasts(): void {
  const seen: Seen = [];
  Object.assign(window, { seenToasts: seen });
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        const text = node.textContent ?? "";
        if (!text.includes("failed with")) continue;
        requestAnimationFrame(() => seen.push({ at: performance.timeOrigin + performance.now(), text }));
      }
    }
  }).observe(document, { childList: true, subtree: true });
}

async function toastTime(page: Page, product: string): Promise<number> {
  const toast = page.getByRole("region", { name: "Alerts that just came" }).getByText(`${product} `);
  await expect(toast.first()).toBeVisible();
  // Noted in the frame after the change, which a busy machine may draw later.
  const at = await page.waitForFunction(
    (name) => (window as unknown as { seenToasts: Seen }).seenToasts.find(({ text }) => text.includes(name))?.at,
    product,
  );
  return (await at.jsonValue()) ?? 0;
}
