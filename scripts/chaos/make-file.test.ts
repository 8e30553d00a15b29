import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectedFile } from "./expected-file.ts";
import { type ChaosFile, makeFile } from "./make-file.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-chaos-files-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROW = { id: "f", no: 1, deviceName: null, receivedAtMs: Date.UTC(2026, 10, 2) };

async function mixture(seed: number, count: number): Promise<ChaosFile[]> {
  const files: ChaosFile[] = [];
  for (let index = 0; index < count; index++) files.push(await makeFile({ seed, index, folder }));
  return files;
}

test("the same seed makes the same files, another one makes others", async () => {
  const first = await mixture(7, 3);
  expect(await mixture(7, 3)).toEqual(first);
  const hashes = new Set([...first, ...(await mixture(8, 3))].map(({ sha256 }) => sha256));
  expect(hashes.size).toBe(6);
});

test("a mixture has every format, every way to be sent, rejects, alerts and files that can't be read to their end", async () => {
  const files = await mixture(8, 12);
  const expected = await Promise.all(files.map((file) => expectedFile(file, { ...ROW, name: file.name })));
  expect(new Set(files.map(({ way }) => way))).toEqual(new Set(["cli", "form", "resumable"]));
  expect(files.some(({ twinWay }) => twinWay !== null)).toBe(true);
  expect(files.some(({ content }) => content.isGzip && !content.isCut)).toBe(true);
  const records = expected.flatMap((file) => file.records);
  expect(records.some(({ kind }) => kind === "reject")).toBe(true);
  expect(expected.flatMap(({ alerts }) => alerts).length).toBeGreaterThan(0);
  for (const [index, { status }] of expected.entries()) {
    expect(status).toBe(files[index]?.content.isCut ? "failed" : "completed");
  }
}, 60_000);
