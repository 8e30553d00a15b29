import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { parseSourceDefinition } from "#lib/model/source.ts";
import { connect } from "#lib/platform/database.ts";
import type { ListedObject, ObjectStore } from "#lib/sources/object-store.ts";
import type { StoreAccess } from "#lib/store/open-object-store.ts";
import { createOrganization } from "#lib/store/store.test-kit.ts";
import { trySource } from "./try-source.ts";

const sql = connect({ url: inject("databaseUrl"), maxConnections: 2 });
let organizationId: string;

beforeAll(async () => {
  organizationId = (await createOrganization(sql)).id;
});
afterAll(() => sql.end());

const definitionOf = (more: object = {}) =>
  parseSourceDefinition("folder", { connection: { path: "/logs" }, prefix: "in/", ...more });

function objects(...keys: string[]): ListedObject[] {
  return keys.map((key) => ({ key, etag: key, sizeBytes: 5, startByte: 0, modifiedAtMs: 1_000 }));
}

/** A store of these pages that notes how it is used. */
function storeOf(pages: ListedObject[][]) {
  const used = { pages: 0, isClosed: false, access: null as StoreAccess | null };
  const store: ObjectStore = {
    store: "test:store",
    async *list() {
      for (const page of pages) {
        used.pages += 1;
        yield page;
      }
    },
    open: () => {
      throw new Error("Nothing is opened.");
    },
    remove: async () => undefined,
    close: () => {
      used.isClosed = true;
    },
  };
  const open = async (access: StoreAccess) => {
    used.access = access;
    return store;
  };
  return { used, open };
}

const attempt = (
  pages: ListedObject[][],
  {
    definition = definitionOf(),
    timeLimitMs = 5000,
  }: { definition?: ReturnType<typeof definitionOf>; timeLimitMs?: number } = {},
) => {
  const { used, open } = storeOf(pages);
  const input = { organizationId, definition, secret: null, sourceId: null };
  return { used, trial: trySource(input, { sql, open, timeLimitMs }) };
};

test("shows the first ten keys of the first page and counts what of the page would be taken", async () => {
  const keys = Array.from(
    { length: 12 },
    (_, index) => `in/${String(index).padStart(2, "0")}.${index % 2 ? "log" : "txt"}`,
  );
  const { used, trial } = attempt([objects(...keys), objects("in/never-seen.log")], {
    definition: definitionOf({ include: ["*.log"] }),
  });
  const { objects: shown, listed, taken } = await trial;
  expect(shown.map(({ key }) => key)).toEqual(keys.slice(0, 10));
  expect(shown.slice(0, 2).map(({ passReason }) => passReason)).toEqual(["It fits none of *.log.", null]);
  expect({ listed, taken }).toEqual({ listed: 12, taken: 6 });
  expect(used).toMatchObject({ pages: 1, isClosed: true });
});

test("names deployment and device by the key, else as the source says", async () => {
  const definition = definitionOf({ fromKey: "<deployment>/<device>/...", deployment: "Other", device: null });
  const { trial } = attempt([objects("in/wave 7/LT-2291/setup.log", "in/setup.log")], { definition });
  expect((await trial).objects).toMatchObject([
    { deployment: "wave 7", device: "LT-2291" },
    { deployment: "Other", device: null },
  ]);
});

test("says why an empty object becomes no file", async () => {
  const { trial } = attempt([objects("in/a.log").map((object) => ({ ...object, sizeBytes: 0 }))]);
  expect((await trial).objects[0]?.passReason).toContain("empty");
});

test("an empty place is no fault", async () => {
  expect(await attempt([]).trial).toEqual({ objects: [], listed: 0, taken: 0 });
});

test("gives up in words when there is no answer, and closes what it opened", async () => {
  const { used, open } = storeOf([]);
  const silent = async (access: StoreAccess) => {
    const store = await open(access);
    return { ...store, list: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) }) };
  };
  const input = { organizationId, definition: definitionOf(), secret: null, sourceId: null };
  await expect(trySource(input, { sql, open: silent, timeLimitMs: 50 })).rejects.toThrow("did not answer within");
  expect(used.isClosed).toBe(true);
});

test("a folder of the server is opened for the team of the server alone", async () => {
  await createOrganization(sql);
  const [server] = await sql<{ id: string }[]>`select private.server_organization() as id`;
  const { used, open } = storeOf([]);
  const tried = async (team: string) => {
    await trySource({ organizationId: team, definition: definitionOf(), secret: null, sourceId: null }, { sql, open });
    return used.access?.isOfServer;
  };
  expect(await tried(server?.id ?? "")).toBe(true);
  const { id: another } = await createOrganization(sql);
  expect(await tried(another)).toBe(false);
  const unsaved = { organizationId: another, definition: definitionOf(), secret: null, sourceId: null };
  await expect(trySource(unsaved, { sql })).rejects.toMatchObject({
    code: "unprocessable",
    message: expect.stringContaining("owns the server"),
  });
});
