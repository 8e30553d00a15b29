// Before whatever loads the Inngest client.
import "./_testing/inngest-address.ts";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { processLocalFile } from "#lib/collect/process-files.ts";
import { type ApiStack, startApiStack } from "./_testing/api-stack.ts";

let stack: ApiStack;
let folder: string;
beforeAll(async () => {
  stack = await startApiStack(inject("databaseUrl"));
  await stack.sql`update public.lane_settings set start_delay_ms = 0, quiet_ms = 0`;
  // The team that owns the server is the oldest; here, others' tests may have made it.
  await stack.person("owner");
  folder = mkdtempSync(join(tmpdir(), "sluice-local-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await stack.close();
});

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

it("reads a file to its end, and the same content again from what is there", async () => {
  const seed = randomUUID();
  const lines = Array.from({ length: 50 }, (_, i) => `2026-11-30 08:00:00 INFO ${seed} ${i}\n`).join("");
  const read = await processLocalFile(write("app.log", lines));
  expect(read).toEqual({
    fileId: expect.any(String),
    name: "app.log",
    status: "completed",
    records: 50,
    rejects: 0,
    error: null,
  });
  expect(await processLocalFile(write("copy.log", lines))).toEqual(read);
});

it("says what is wrong with a file", async () => {
  await expect(processLocalFile(join(folder, "missing.log"))).rejects.toThrow(/does not exist/);
  await expect(processLocalFile(write("empty.log", ""))).rejects.toThrow(/is empty/);
  const picture = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919 + Date.now()) % 251)).toString("latin1");
  const path = join(folder, "picture.log");
  writeFileSync(path, picture, "latin1");
  expect(await processLocalFile(path)).toMatchObject({ status: "failed", error: expect.stringContaining("not a log") });
});
