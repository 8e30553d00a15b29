import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  UnavailableError,
  UnreadableContentError,
} from "#lib/errors.ts";
import { EXTENSION_TOOLS } from "#lib/extensions/extension-tools.ts";
import type { JsonObject } from "#lib/model/json.ts";
import type { ListedObject, ObjectStore } from "#lib/sources/object-store.ts";
import { type IndexServer, indexServer } from "./http-index.test-kit.ts";
import { extension } from "./http-index-storage.ts";

const TOKEN = "let-me-in";
let server: IndexServer;
beforeEach(async () => {
  server = await indexServer(TOKEN);
});
afterEach(() => server.close());

async function open(settings: JsonObject = { url: server.url }, secret: string | null = TOKEN): Promise<ObjectStore> {
  const [backend] = extension.storage ?? [];
  if (backend === undefined) throw new Error("The example has no storage backend.");
  return await backend.open({ settings, secret, tools: EXTENSION_TOOLS });
}

async function listed(store: ObjectStore, prefix = "", startAfter: string | null = null): Promise<ListedObject[]> {
  return (await Array.fromAsync(store.list({ prefix, startAfter }))).flat();
}

async function bytesOf(store: ObjectStore, content: ListedObject, offsetBytes = 0): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(store.open(content).open(offsetBytes)));
}

async function only(store: ObjectStore): Promise<ListedObject> {
  const [object] = await listed(store);
  if (object === undefined) throw new Error("Nothing was listed.");
  return object;
}

describe("the storage backend of the example", () => {
  it("lists what is below a prefix and after a key, in the order of the keys' bytes", async () => {
    for (const key of ["b/2.log", "b/10.log", "a.log", "b/ü.log", "b/z.log", "b/Z.log"])
      server.files.set(key, Buffer.from(key));
    const store = await open();
    expect(store.store).toBe(`http-index:${server.url}`);
    const keys = (await listed(store, "b/")).map(({ key }) => key);
    expect(keys).toEqual(["b/10.log", "b/2.log", "b/Z.log", "b/z.log", "b/ü.log"]);
    expect((await listed(store, "b/", "b/2.log")).map(({ key }) => key)).toEqual(keys.slice(2));
  });

  it("reads from any byte on, whatever is in the key", async () => {
    server.files.set("wave 7/ü#1?.log", Buffer.from("0123456789"));
    const store = await open();
    const object = await only(store);
    expect((await bytesOf(store, object)).toString()).toBe("0123456789");
    expect((await bytesOf(store, object, 7)).toString()).toBe("789");
  });

  it("goes on at the byte reached when a connection breaks", async () => {
    const bytes = Buffer.from("x".repeat(250_000));
    server.files.set("a.log", bytes);
    const store = await open();
    const object = await only(store);
    server.breakAfterBytes = 100_000;
    expect((await bytesOf(store, object)).equals(bytes)).toBe(true);
    expect(server.asked.filter((asked) => asked.startsWith("a.log")).length).toBeGreaterThan(2);
  });

  it("notices that the file is another one by now, or gone", async () => {
    server.files.set("a.log", Buffer.from("one"));
    const store = await open();
    const object = await only(store);
    server.files.set("a.log", Buffer.from("two"));
    await expect(bytesOf(store, object)).rejects.toBeInstanceOf(UnreadableContentError);
    server.files.clear();
    await expect(bytesOf(store, object)).rejects.toBeInstanceOf(NotFoundError);
  });

  it("tells what has to be mended", async () => {
    server.files.set("a.log", Buffer.from("one"));
    await expect(open({})).rejects.toBeInstanceOf(InvalidInputError);
    await expect(open({ url: "file:///etc/passwd" })).rejects.toBeInstanceOf(InvalidInputError);
    await expect(open({ url: server.url, user: "a" })).rejects.toThrow("not known here: user");
    await expect(listed(await open(undefined, "wrong"))).rejects.toBeInstanceOf(ForbiddenError);
    const store = await open();
    const object = await only(store);
    await expect(store.remove(object)).rejects.toBeInstanceOf(ForbiddenError);
    await server.close();
    await expect(listed(store)).rejects.toBeInstanceOf(UnavailableError);
    server = await indexServer();
  });
});
