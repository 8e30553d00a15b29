import { defineConfig } from "vitest/config";

/** `unit` needs nothing but Node; `database` runs on a real embedded Postgres that its global set-up starts. */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: ["{lib,inngest,supabase,scripts,app,components}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "**/node_modules/**"],
          // Some start processes of their own, on machines that do much else.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          environment: "node",
          include: ["{lib,inngest,supabase,scripts,app}/**/*.db.test.ts"],
          globalSetup: ["supabase/local/test-setup.ts"],
          setupFiles: ["supabase/local/test-empty-queue.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
