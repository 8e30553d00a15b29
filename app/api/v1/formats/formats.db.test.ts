import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "../../_testing/api-stack.ts";
import { json, request, withId } from "../../_testing/intake-kit.ts";
import { GET as getVersions, DELETE as retire } from "./[id]/route.ts";
import { GET as list, POST as save } from "./route.ts";

let stack: ApiStack;
let owner: TestPerson;
let viewer: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  stack = await startApiStack(inject("databaseUrl"));
  owner = await stack.person("owner");
  viewer = await stack.person("viewer", owner.organizationId);
  stranger = await stack.person("owner");
});
afterAll(() => stack.close());

async function answer(response: Response) {
  return { status: response.status, body: await response.json() };
}
const definition = (id: string, more: object = {}) => ({
  id,
  name: `Till agent ${id}`,
  pattern: { kind: "grok", text: "%{WORD:level} %{GREEDYDATA:message}" },
  ...more,
});
const saved = async (who: TestPerson | null, body: unknown) => answer(await save(json("/api/v1/formats", who, body)));
const listed = async (who: TestPerson | null) => answer(await list(request("/api/v1/formats", who)));
const versions = async (who: TestPerson, id: string) =>
  answer(await getVersions(request(`/api/v1/formats/${id}`, who), withId("id", id)));
const retired = async (who: TestPerson, id: string, basedOn: number | string) =>
  answer(
    await retire(request(`/api/v1/formats/${id}?basedOn=${basedOn}`, who, { method: "DELETE" }), withId("id", id)),
  );
const idsOf = ({ body }: { body: { formats: { id: string }[] } }) => body.formats.map(({ id }) => id);

describe("POST /api/v1/formats", () => {
  it("saves version after version, which the team reads and no other team does", async () => {
    expect(await saved(owner, { definition: definition("tills"), basedOn: 0 })).toEqual({
      status: 200,
      body: { format: { id: "tills", version: 1 } },
    });
    const second = { definition: definition("tills", { name: "Tills" }), basedOn: 1 };
    expect((await saved(owner, second)).body).toEqual({ format: { id: "tills", version: 2 } });
    const seen = await listed(viewer);
    expect(seen.body.formats).toMatchObject([
      { id: "tills", version: 2, isRetired: false, definition: { name: "Tills" } },
    ]);
    expect(seen.body.shipped).toMatchObject([{ id: "egis" }]);
    expect(idsOf(await listed(stranger))).toEqual([]);
  });

  it("refuses what somebody else changed meanwhile, and people who may not", async () => {
    await saved(owner, { definition: definition("raced"), basedOn: 0 });
    expect((await saved(owner, { definition: definition("raced"), basedOn: 0 })).status).toBe(409);
    expect((await saved(viewer, { definition: definition("raced"), basedOn: 1 })).status).toBe(403);
    expect((await saved(null, { definition: definition("raced"), basedOn: 1 })).status).toBe(401);
  });

  it.each([
    ["an id that is built in", definition("msi"), "id", "built-in"],
    [
      "a pattern that RE2 has not",
      definition("ahead", { pattern: { kind: "regex", text: "(?=a)(?<b>.)" } }),
      "pattern.text",
      "Lookahead",
    ],
    ["a time layout without an hour", definition("dayless", { time: { layout: "%Y-%m-%d" } }), "time.layout", "hour"],
    [
      "names that are required but not given",
      definition("nameless", { isNameRequired: true }),
      "fileNames",
      "none is given",
    ],
  ])("says which field is wrong: %s", async (_name, wrong, field, words) => {
    const { status, body } = await saved(owner, { definition: wrong, basedOn: 0 });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain(`"${field}"`);
    expect(JSON.stringify(body)).toContain(words);
    expect(idsOf(await listed(owner))).not.toContain(wrong.id);
  });

  it.each([
    ["an unknown key", { definition: definition("keys", { colour: "red" }), basedOn: 0 }],
    ["an id in capitals", { definition: definition("TILLS"), basedOn: 0 }],
    ["no version that it starts from", { definition: definition("baseless") }],
  ])("refuses %s", async (_name, body) => {
    const { status } = await saved(owner, body);
    expect([400, 422]).toContain(status);
  });
});

describe("/api/v1/formats/{id}", () => {
  it("gives every version, newest first, with who saved it", async () => {
    await saved(owner, { definition: definition("versions"), basedOn: 0 });
    await saved(owner, { definition: definition("versions", { name: "Second" }), basedOn: 1 });
    const { body } = await versions(viewer, "versions");
    expect(body.versions.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    expect(body.versions[0]).toMatchObject({ definition: { name: "Second" }, savedBy: expect.stringContaining("@") });
    expect((await versions(stranger, "versions")).status).toBe(404);
    expect((await versions(owner, "never-saved")).status).toBe(404);
  });

  it("retires a format and takes it up again with the next saving", async () => {
    await saved(owner, { definition: definition("retiring"), basedOn: 0 });
    expect((await retired(viewer, "retiring", 1)).status).toBe(403);
    // In the own team of somebody else there is no such version.
    expect((await retired(stranger, "retiring", 1)).status).toBe(409);
    expect((await retired(owner, "retiring", 7)).status).toBe(409);
    expect((await retired(owner, "retiring", "x")).status).toBe(400);
    expect((await retired(owner, "retiring", 1)).body).toEqual({ format: { id: "retiring", version: 2 } });
    const stateOf = async () =>
      (await listed(owner)).body.formats.find(({ id }: { id: string }) => id === "retiring").isRetired;
    expect(await stateOf()).toBe(true);
    await saved(owner, { definition: definition("retiring"), basedOn: 2 });
    expect(await stateOf()).toBe(false);
  });
});
