import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { processEnvironment, startProcess } from "./test-process.ts";
import { testOptions } from "./test-supabase.ts";

let environment: Record<string, string>;

beforeAll(async () => {
  const storageDir = mkdtempSync(join(tmpdir(), "sluice-storage-"));
  environment = processEnvironment(await testOptions(inject("databaseUrl"), storageDir));
});
afterAll(() => rmSync(environment.STORAGE_DIR ?? "", { recursive: true, force: true }));

async function isReady(): Promise<void> {
  const health = `http://127.0.0.1:${environment.SUPABASE_LOCAL_PORT}/health`;
  await vi.waitFor(async () => expect((await fetch(health)).status).toBe(200), { timeout: 20_000, interval: 200 });
}

test("the process ends with its parent, and leaves its port to the next one, which ends gracefully on SIGTERM", async () => {
  const first = startProcess(environment);
  await isReady();
  first.child.disconnect();
  expect(await first.ended).toBe(0);
  const second = startProcess(environment);
  await isReady();
  second.child.kill("SIGTERM");
  expect(await second.ended).toBe(0);
  expect(second.output()).not.toContain(environment.SUPABASE_SECRET_KEY);
});

test("it names every value that is missing or malformed, and no value", async () => {
  const broken = startProcess({ ...environment, SUPABASE_JWT_SECRET: "short", SITE_URL: "" });
  expect(await broken.ended).toBe(1);
  expect(broken.output()).toMatch(/environment: SUPABASE_JWT_SECRET, SITE_URL\./);
  expect(broken.output()).not.toContain("short");
});
