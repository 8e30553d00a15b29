import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { folderStore } from "./folder-store.ts";
import type { ListedObject, ObjectStore } from "./object-store.ts";

let root: string;
let store: ObjectStore;
/** Files are seen as if they had been quiet for a minute, unless a test says otherwise. */
let nowMs: number;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "sluice-folder-"));
  mkdirSync(join(root, "logs"));
  nowMs = Date.now() + 60_000;
  store = await folderStore(join(root, "logs"), [root], () => nowMs);
});
afterEach(() => rmSync(root, { recursive: true }));

const path = (key: string) => join(root, "logs", key);
const write = (key: string, content: string | Uint8Array) => {
  mkdirSync(join(path(key), ".."), { recursive: true });
  writeFileSync(path(key), content);
};
const list = async (prefix = "", startAfter: string | null = null) =>
  (await Array.fromAsync(store.list({ prefix, startAfter }))).flat();
const only = async (): Promise<ListedObject> => {
  const [listed] = await list();
  if (listed === undefined) throw new Error("Nothing was listed.");
  return listed;
};
const textOf = async (content: Parameters<ObjectStore["open"]>[0], offset = 0) =>
  Buffer.concat(await Array.fromAsync(store.open(content).open(offset))).toString();

describe("listing", () => {
  it("gives all files below in the order of their keys' bytes, from a prefix, after a key", async () => {
    for (const key of ["b.log", "a/z.log", "a.log", "a/b/c.log", "ä.log", "a-b.log"]) write(key, "x\n");
    const keys = ["a-b.log", "a.log", "a/b/c.log", "a/z.log", "b.log", "ä.log"];
    expect((await list()).map(({ key }) => key)).toEqual(keys);
    expect((await list("a/")).map(({ key }) => key)).toEqual(["a/b/c.log", "a/z.log"]);
    expect((await list("", "a/b/c.log")).map(({ key }) => key)).toEqual(["a/z.log", "b.log", "ä.log"]);
  });

  it("leaves links out, to files and to folders", async () => {
    writeFileSync(join(root, "secret"), "secret\n");
    mkdirSync(join(root, "other"));
    writeFileSync(join(root, "other", "x.log"), "secret\n");
    symlinkSync(join(root, "secret"), path("link.log"));
    symlinkSync(join(root, "other"), path("folder"));
    write("real.log", "x\n");
    expect((await list()).map(({ key }) => key)).toEqual(["real.log"]);
  });

  it("gives a file that is written to up to its last whole line, and waits with what has no lines", async () => {
    write("text.log", "one\ntwo\nthr");
    write("wide.log", Buffer.from("one\ntw", "utf16le"));
    write("packed.gz", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 10, 5, 6]));
    nowMs = Date.now();
    expect((await list()).map(({ key, sizeBytes }) => [key, sizeBytes])).toEqual([
      ["text.log", 8],
      ["wide.log", 8],
    ]);
    nowMs += 60_000;
    expect((await list()).map(({ key, sizeBytes }) => [key, sizeBytes])).toEqual([
      ["packed.gz", 16],
      ["text.log", 11],
      ["wide.log", 12],
    ]);
  });
});

describe("growth", () => {
  it("goes on where the file ended before", async () => {
    write("a.log", "one\n");
    const earlier = await only();
    appendFileSync(path("a.log"), "two\n");
    const later = await only();
    expect(later.etag).not.toBe(earlier.etag);
    expect(await store.growth?.(later, earlier)).toBe(4);
    expect(await textOf({ ...later, startByte: 4, sizeBytes: 4 })).toBe("two\n");
  });

  it.each([
    ["rewritten", () => write("a.log", "new and longer\n")],
    [
      "cut and written to anew",
      () => {
        truncateSync(path("a.log"), 0);
        appendFileSync(path("a.log"), "neu\nneu\n");
      },
    ],
    [
      "replaced",
      () => {
        renameSync(path("a.log"), path("a.log.1"));
        write("a.log", "one\ntwo\n");
      },
    ],
  ])("is none when the file was %s", async (_, change) => {
    write("a.log", "one\n");
    const earlier = await only();
    change();
    const later = await only();
    expect(await store.growth?.(later, earlier)).toBeNull();
  });

  it("keeps the etag of a renamed file", async () => {
    write("a.log", "one\n");
    const earlier = await only();
    renameSync(path("a.log"), path("a.log.1"));
    expect((await only()).etag).toBe(earlier.etag);
  });
});

describe("reading", () => {
  it("gives the bytes from an offset, and not those that came later", async () => {
    write("a.log", "one\ntwo\n");
    const content = await only();
    appendFileSync(path("a.log"), "three\n");
    expect(await textOf(content)).toBe("one\ntwo\n");
    expect(await textOf(content, 4)).toBe("two\n");
  });

  it.each([
    ["was replaced", () => write("a.log", "other text\n"), /no longer the file/],
    ["is gone", () => rmSync(path("a.log")), /is gone/],
    [
      "became a link",
      () => {
        rmSync(path("a.log"));
        symlinkSync("/etc/hostname", path("a.log"));
      },
      /is a link/,
    ],
  ])("refuses a file that %s", async (_, change, message) => {
    write("a.log", "one\ntwo\n");
    const content = await only();
    change();
    await expect(textOf(content)).rejects.toThrow(message);
  });

  it("refuses a way out of the folder", async () => {
    writeFileSync(join(root, "secret"), "secret\n");
    const content = { key: "../secret", etag: "x", sizeBytes: 7, startByte: 0 };
    await expect(textOf(content)).rejects.toThrow(/only files in the folder/);
    rmSync(path(""), { recursive: true });
    symlinkSync("/etc", path(""));
    await expect(textOf({ ...content, key: "hostname" })).rejects.toThrow(/only files in the folder/);
  });
});

describe("removing", () => {
  it("removes what was read, and nothing that has more", async () => {
    write("a.log", "one\n");
    const content = await only();
    appendFileSync(path("a.log"), "two\n");
    utimesSync(path("a.log"), new Date(0), new Date(0));
    await expect(store.remove(content)).rejects.toThrow(/no longer/);
    await store.remove(await only());
    expect(await list()).toEqual([]);
  });
});

describe("what may be watched", () => {
  it("is what the operator named, links followed", async () => {
    symlinkSync("/etc", join(root, "way-out"));
    await expect(folderStore(join(root, "way-out"), [root], Date.now)).rejects.toThrow(/none of the folders/);
    await expect(folderStore("/etc", [], Date.now)).rejects.toThrow(/SLUICE_FOLDER_ROOTS/);
    await expect(folderStore(join(root, "missing"), [root], Date.now)).rejects.toThrow(/no folder/);
    await expect(folderStore(`${root}-other`, [root], Date.now)).rejects.toThrow(/no folder/);
  });
});
