import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findRunningStack, readStackState, type StackState, writeStackState } from "./stack-state.ts";

let stateDir: string;
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), "sluice-state-"));
});
afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

const state = (pid: number, url: string): StackState => ({
  pid,
  appUrl: url,
  supabaseUrl: url,
  inngestUrl: url,
  databaseUrl: "postgres://127.0.0.1:1/postgres",
  parts: { next: pid },
});

test("a state file of a killed supervisor does not count as running", async () => {
  writeStackState(stateDir, state(2_147_483_000, "http://127.0.0.1:9"));
  expect(await findRunningStack(stateDir)).toBeNull();
});

test("a damaged or missing state file does not count as running", async () => {
  expect(await findRunningStack(stateDir)).toBeNull();
  writeFileSync(join(stateDir, "stack.json"), "{");
  expect(readStackState(stateDir)).toBeNull();
});

test("a living supervisor whose stack answers is found", async () => {
  const server = createServer((_, response) => response.end("ok")).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  writeStackState(stateDir, state(process.pid, url));
  expect(await findRunningStack(stateDir)).toMatchObject({ appUrl: url });
  server.close();
});
