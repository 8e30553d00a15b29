import { defineConfig } from "vitest/config";

/**
 * `unit` needs nothing but Node; `database` runs on a real embedded Postgres that its global set-up starts; `s3` needs
 * an S3 server, which `npm run test:s3` starts.
 */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: ["{lib,inngest,supabase,scripts,app,components,docs}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "**/*.s3.test.ts", "**/node_modules/**"],
          // Some start processes of their own, on machines that do much else.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          environment: "node",
          include: ["{lib,inngest,supabase,scripts,app,docs}/**/*.db.test.ts"],
          globalSetup: ["supabase/local/test-setup.ts"],
          setupFiles: ["supabase/local/test-empty-queue.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "s3",
          environment: "node",
          include: ["{lib,scripts}/**/*.s3.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
