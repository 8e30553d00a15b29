import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./e2e/chromium.ts";
import {
  E2E_APP_PORT,
  E2E_APP_URL,
  E2E_FOLDER_ROOT,
  E2E_OUTPUT_DIR,
  E2E_SETUP_CODE,
  E2E_STATE_DIR,
  OWNER_STORAGE_STATE,
} from "./e2e/stack.ts";

const isRoot = process.getuid?.() === 0;
const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } };
const phone = { ...devices["Desktop Chrome"], viewport: { width: 390, height: 844 }, hasTouch: true };
/** Every page is walked through on each of these; the other theme is looked at there too. */
const PAGES_ON = [
  { name: "desktop", use: { ...desktop, colorScheme: "light" as const } },
  { name: "phone", use: { ...phone, colorScheme: "dark" as const } },
];
const owner = { storageState: OWNER_STORAGE_STATE };

export default defineConfig({
  testDir: "e2e",
  outputDir: E2E_OUTPUT_DIR,
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  // A test that needed its second try is reported as flaky, not hidden.
  retries: process.env.CI ? 1 : 0,
  // On two slow cores that other suites use too.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: process.env.E2E_JSON ? [["list"], ["json", { outputFile: process.env.E2E_JSON }]] : [["list"]],
  use: {
    baseURL: E2E_APP_URL,
    // Costs every test time; CI tries a failed one again.
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      chromiumSandbox: !isRoot,
      args: isRoot ? ["--disable-dev-shm-usage"] : [],
    },
  },
  projects: [
    { name: "setup", testMatch: /sign-in\.spec\.ts/, use: { ...desktop, colorScheme: "light" } },
    {
      // Needs the team without files that the set-up leaves.
      name: "first-run",
      dependencies: ["setup"],
      testMatch: /first-run\.spec\.ts/,
      use: { ...desktop, colorScheme: "light", ...owner },
    },
    {
      name: "actions",
      dependencies: ["first-run"],
      testIgnore: /(sign-in|first-run|pages)\.spec\.ts/,
      use: { ...desktop, colorScheme: "light", ...owner },
    },
    ...PAGES_ON.map(({ name, use }) => ({
      name,
      dependencies: ["actions"],
      testMatch: /pages\.spec\.ts/,
      use: { ...use, ...owner },
    })),
  ],
  webServer: {
    command: `npx node scripts/stack.ts start --state "${E2E_STATE_DIR}" --app-port ${E2E_APP_PORT} --discard`,
    url: `${E2E_APP_URL}/api/queue-status`,
    env: { SLUICE_SETUP_CODE: E2E_SETUP_CODE, SLUICE_FOLDER_ROOTS: E2E_FOLDER_ROOT },
    reuseExistingServer: false,
    timeout: 180_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
  },
});
