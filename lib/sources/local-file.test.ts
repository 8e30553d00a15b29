import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { localFile } from "./local-file.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sluice-local-file-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function textFrom(path: string, offsetBytes: number): Promise<string> {
  const source = await localFile(path);
  return Buffer.concat(await Array.fromAsync(source.open(offsetBytes))).toString();
}

it("gives the bytes from an offset, as often as asked", async () => {
  const path = join(folder, "a.log");
  await writeFile(path, "0123456789");
  expect((await localFile(path)).sizeBytes).toBe(10);
  expect(await textFrom(path, 0)).toBe("0123456789");
  expect(await textFrom(path, 7)).toBe("789");
  expect(await textFrom(path, 10)).toBe("");
});

it("gives nothing for an empty file", async () => {
  const path = join(folder, "empty.log");
  await writeFile(path, "");
  expect(await textFrom(path, 0)).toBe("");
});

it("says which file does not exist", async () => {
  await expect(localFile(join(folder, "none.log"))).rejects.toThrow(/none\.log does not exist/);
});

it("refuses a folder", async () => {
  await expect(localFile(folder)).rejects.toThrow(/not a regular file/);
});
