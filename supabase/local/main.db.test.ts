import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportJWK, generateKeyPair } from "jose";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { freePort } from "./free-port.ts";

let environment: Record<string, string>;

beforeAll(async () => {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  environment = {
    SUPABASE_LOCAL_PORT: String(await freePort(54_480)),
    DATABASE_URL: inject("databaseUrl"),
    SUPABASE_PUBLISHABLE_KEY: `sb_publishable_${randomBytes(16).toString("hex")}`,
    SUPABASE_SECRET_KEY: `sb_secret_${randomBytes(16).toString("hex")}`,
    SUPABASE_JWT_SECRET: randomBytes(32).toString("hex"),
    SUPABASE_JWT_PRIVATE_KEY: JSON.stringify(await exportJWK(privateKey)),
    STORAGE_DIR: mkdtempSync(join(tmpdir(), "sluice-storage-")),
    SITE_URL: "http://127.0.0.1:3000",
  };
});
afterAll(() => rmSync(environment.STORAGE_DIR ?? "", { recursive: true, force: true }));

function start(env: Record<string, string>): {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
} {
  const child = fork(join(import.meta.dirname, "main.ts"), {
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (output += text));
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return { child, output: () => output, ended };
}

async function isReady(): Promise<void> {
  const health = `http://127.0.0.1:${environment.SUPABASE_LOCAL_PORT}/health`;
  await vi.waitFor(async () => expect((await fetch(health)).status).toBe(200), { timeout: 20_000, interval: 200 });
}

test("the process ends with its parent, and leaves its port to the next one, which ends gracefully on SIGTERM", async () => {
  const first = start(environment);
  await isReady();
  first.child.disconnect();
  expect(await first.ended).toBe(0);
  const second = start(environment);
  await isReady();
  second.child.kill("SIGTERM");
  expect(await second.ended).toBe(0);
  expect(second.output()).not.toContain("SECRET");
});

test("it names every value that is missing or malformed, and no value", async () => {
  const broken = start({ ...environment, SUPABASE_JWT_SECRET: "short", SITE_URL: "" });
  expect(await broken.ended).toBe(1);
  expect(broken.output()).toMatch(/environment: SUPABASE_JWT_SECRET, SITE_URL\./);
  expect(broken.output()).not.toContain("short");
});
