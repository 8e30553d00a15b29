import type { Page } from "playwright";

export interface ScrollDrive {
  /** Leaps to somewhere far away, each waited for until its record can be read. */
  jumps: number;
  slowestJumpMs: number;
}

const WHEEL_STEPS = 240;
const DRAG_STEPS = 80;
const MAP_CLICKS = 12;
const ERROR_STEPS = 15;
const WAIT_MS = 20_000;

/** Goes through a file of so many records the ways a person would. */
export async function driveScroll(
  page: Page,
  { url, records }: { url: string; records: number },
): Promise<ScrollDrive> {
  const jumps: number[] = [];
  const jump = async (name: string, leap: () => Promise<unknown>, arrived: () => Promise<unknown>) => {
    const startedMs = performance.now();
    await leap();
    await arrived();
    const tookMs = performance.now() - startedMs;
    jumps.push(tookMs);
    process.stderr.write(`  ${name}: ${Math.round(tookMs)} ms\n`);
  };
  const near = (recordNumber: number) => () => recordShown(page, recordNumber, 200);
  const grid = page.getByRole("grid");
  await jump(
    `open`,
    () => page.goto(url),
    () => recordShown(page, records / 2, records),
  );
  await jump("Home", () => grid.focus().then(() => page.keyboard.press("Home")), near(1));
  await wheel(page, WHEEL_STEPS, 700);
  await jump("End", () => page.keyboard.press("End"), near(records));
  await wheel(page, WHEEL_STEPS / 4, -700);
  await drag(page, DRAG_STEPS);
  for (const share of [0.999, 0.001, 0.5, 0.25, 0.75]) {
    await jump(`scrollbar to ${share}`, () => scrollTo(page, share), near(share * records));
  }
  const map = page.getByRole("slider");
  const box = await map.boundingBox();
  for (let click = 0; box && click < MAP_CLICKS; click++) {
    const share = ((click * 7) % MAP_CLICKS) / MAP_CLICKS;
    const position = { x: box.width / 2, y: share * box.height };
    await jump(`map at ${share.toFixed(2)}`, () => map.click({ position }), near(share * records));
  }
  await page.keyboard.press("w");
  await wheel(page, WHEEL_STEPS / 4, 700);
  for (let step = 0; step < ERROR_STEPS; step++) await page.keyboard.press("n", { delay: 60 });
  for (const recordNumber of [1, 123_456, 777_777, 999_999].filter((number) => number <= records)) {
    await jump(`link to ${recordNumber}`, () => page.goto(`${url}?record=${recordNumber}`), near(recordNumber));
  }
  return { jumps: jumps.length, slowestJumpMs: Math.max(...jumps) };
}

async function wheel(page: Page, steps: number, deltaPx: number): Promise<void> {
  await page.getByRole("grid").hover();
  for (let step = 0; step < steps; step++) {
    await page.mouse.wheel(0, deltaPx);
    await page.waitForTimeout(16);
  }
}

/** The thumb of the scrollbar from the top to the bottom and back. */
async function drag(page: Page, steps: number): Promise<void> {
  for (let step = 0; step <= steps; step++) {
    await scrollTo(page, 1 - Math.abs(1 - (2 * step) / steps));
    await page.waitForTimeout(30);
  }
}

async function scrollTo(page: Page, share: number): Promise<void> {
  await page.getByRole("grid").evaluate((grid, to) => {
    grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * to;
  }, share);
}

/** Waits until a row in view, at most so many records away, has its text. */
async function recordShown(page: Page, recordNumber: number, distance: number): Promise<void> {
  await page.waitForFunction(
    ({ wanted, within }) => {
      const grid = document.querySelector("[role=grid]");
      const frame = grid?.getBoundingClientRect();
      if (!grid || !frame) return false;
      return [...grid.querySelectorAll<HTMLElement>("[data-record]")].some((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        const isSeen = bottom > frame.top && top < frame.bottom;
        const isLoaded = !row.getAttribute("aria-label")?.endsWith("loading");
        return isSeen && isLoaded && Math.abs(Number(row.dataset.record) - wanted) <= within;
      });
    },
    { wanted: recordNumber, within: distance },
    { timeout: WAIT_MS, polling: 25 },
  );
}
