import { expect } from "vitest";

/**
 * Expects `work` to take about four times as long on all of its texts as on the first quarter of each: twice the length
 * must not cost four times the time. Absolute times say nothing on a machine that does much else.
 */
export function expectLinearWork(texts: readonly string[], work: (text: string) => void): void {
  const timeMs = (share: number) => {
    const cut = texts.map((text) => text.slice(0, Math.ceil(text.length * share)));
    const startMs = performance.now();
    for (const text of cut) work(text);
    return performance.now() - startMs;
  };
  timeMs(0.01);
  const quarterMs = Math.min(timeMs(0.25), timeMs(0.25));
  expect(Math.min(timeMs(1), timeMs(1))).toBeLessThan((quarterMs + 5) * 12);
}
