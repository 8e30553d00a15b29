import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

interface QuietOptions {
  /** What this test provokes on purpose, for example a request without a connection. */
  expectedConsole: RegExp | null;
  quiet: undefined;
}

/**
 * Pages of these tests must keep their console clean: errors of scripts, failed requests and violations of the content
 * security policy all arrive there.
 */
export const test = base.extend<QuietOptions>({
  expectedConsole: [null, { option: true }],
  quiet: [
    async ({ page, expectedConsole }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
      });
      page.on("pageerror", (error) => errors.push(error.message));
      await use(undefined);
      const unexpected = errors.filter((text) => !expectedConsole?.test(text));
      expect(unexpected, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

/** No violation that axe calls serious or critical; `rules`: only of these, else of all. */
export async function expectAccessible(page: Page, { rules }: { rules?: string[] } = {}): Promise<void> {
  // In the page itself: there are no frames of others, for which it would open a page of its own each time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules === undefined ? axe : axe.withRules(rules)).analyze();
  const bad = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  expect(bad, "what axe finds").toEqual([]);
}

export { expect } from "@playwright/test";
