import type { Page } from "@playwright/test";

/** Adds up how far the page's content moves by itself, from the first paint on. Call it before opening a page. */
export async function watchLayoutShift(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { layoutShift: { sum: 0, shifts } });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources?: { node: Node | null }[];
      })[]) {
        if (entry.hadRecentInput) continue;
        window.layoutShift.sum += entry.value;
        const moved = entry.sources?.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 120) : ""));
        shifts.push(`${entry.value.toFixed(4)}: ${moved?.join(" | ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** The sum so far, as browsers score it (0 = nothing moved), and what moved. */
export async function layoutShift(page: Page): Promise<{ sum: number; shifts: string[] }> {
  return page.evaluate(() => window.layoutShift);
}

declare global {
  interface Window {
    layoutShift: { sum: number; shifts: string[] };
  }
}
