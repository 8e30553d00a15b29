import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "sluice-boot-"));
afterAll(() => rmSync(folder, { recursive: true }));
const broken = join(folder, "broken.mjs");
writeFileSync(broken, "export const extension = { procesors: [] };");
const example = new URL("../../docs/examples/field-team-processor.ts", import.meta.url).pathname;

const environment = (change: Record<string, string>) => ({
  PATH: process.env.PATH,
  // Nothing answers there: what is wrong is told before anybody asks.
  DATABASE_URL: "postgres://sluice:none@127.0.0.1:1/sluice",
  SUPABASE_URL: "http://127.0.0.1:1",
  SUPABASE_PUBLISHABLE_KEY: "none",
  SUPABASE_SECRET_KEY: "none",
  INNGEST_DEV: "1",
  ...change,
});

function ingestor(change: Record<string, string>): Promise<{ code: number; err: string }> {
  const script = new URL("../../scripts/ingestor.ts", import.meta.url).pathname;
  return new Promise((resolve) => {
    execFile(process.execPath, [script, "--once"], { env: environment(change) as never }, (error, _, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), err });
    });
  });
}

const MESSAGE = `SLUICE_EXTENSIONS: ${broken} is no extension: ✖ Unrecognized key: "procesors"`;

describe("the start of a process with extensions", () => {
  it.each([
    ["an extension is none", { SLUICE_EXTENSIONS: broken }, MESSAGE],
    ["a module is missing", { SLUICE_EXTENSIONS: "/none.mjs" }, "SLUICE_EXTENSIONS: /none.mjs can't be loaded: "],
    ["a path is not absolute", { SLUICE_EXTENSIONS: "./a.ts" }, "SLUICE_EXTENSIONS must be absolute paths"],
    [
      "no extension has the queue",
      { SLUICE_EXTENSIONS: example, SLUICE_QUEUE: "kafka" },
      'no extension has a queue "kafka"',
    ],
  ])("ends that of the ingestor when %s, with one message", async (_, change, message) => {
    const { code, err } = await ingestor(change);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toMatch(/ {4}at |report it/);
  });

  it("ends the thread of a lane, so that no file is read without them", async () => {
    const thread = new Worker(new URL("../ingest/ingest-thread.ts", import.meta.url), {
      workerData: { lane: "low" },
      env: environment({ SLUICE_EXTENSIONS: broken }),
    });
    const error = await new Promise<Error>((resolve) => thread.once("error", resolve));
    expect(error.message).toContain(MESSAGE);
  });
});
