import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type FormatDefinition, formatDefinitionSchema } from "#lib/model/format-definition.ts";
import type { Role } from "#lib/model/role.ts";
import { asCaller, connect, type TransactionSql } from "#lib/platform/database.ts";
import { loadFormats, requireFormat } from "#lib/store/load-formats.ts";
import { createOrganization, createUser } from "#lib/store/store.test-kit.ts";
import { listFormatNames, listFormats, listFormatVersions, retireFormat, saveFormat } from "./read-formats.ts";

const sql = connect({ url: inject("databaseUrl"), maxConnections: 4 });
let organizationId: string;
let people: Record<Role | "stranger" | "nobody", string>;

beforeAll(async () => {
  const organization = await createOrganization(sql);
  organizationId = organization.id;
  const member = async (role: Role) => {
    const id = await createUser(sql);
    await sql`insert into public.memberships (organization_id, user_id, role) values (${organizationId}, ${id}, ${role})`;
    return id;
  };
  people = {
    owner: organization.ownerId,
    admin: await member("admin"),
    operator: await member("operator"),
    viewer: await member("viewer"),
    stranger: (await createOrganization(sql)).ownerId,
    nobody: await createUser(sql),
  };
});
afterAll(() => sql.end());

const as = <T>(who: keyof typeof people, work: (tx: TransactionSql) => Promise<T>) =>
  asCaller({ sub: people[who] }, work, { sql });
const definition = (id: string, name = "Till agent"): FormatDefinition =>
  formatDefinitionSchema.parse({ id, name, pattern: { kind: "grok", text: "%{WORD:level} %{GREEDYDATA:message}" } });
const save = (who: keyof typeof people, saved: FormatDefinition, basedOn: number) =>
  as(who, (tx) => saveFormat(tx, { organizationId, definition: saved, basedOn }));
const list = (who: keyof typeof people) => as(who, (tx) => listFormats(tx, organizationId));

describe("formats of a team", () => {
  test("are saved by its admins and owners only, and read by all its members", async () => {
    for (const who of ["operator", "viewer"] as const) {
      await expect(save(who, definition("roles"), 0)).rejects.toMatchObject({ code: "forbidden" });
    }
    for (const who of ["stranger", "nobody"] as const) {
      await expect(save(who, definition("roles"), 0)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await save("admin", definition("roles"), 0)).toBe(1);
    expect((await list("viewer")).map(({ id }) => id)).toContain("roles");
    expect(await list("stranger")).toEqual([]);
    expect(await list("nobody")).toEqual([]);
    const versions = { organizationId, id: "roles" };
    expect(await as("stranger", (tx) => listFormatVersions(tx, versions))).toEqual([]);
  });

  test("are named to members, retired ones included", async () => {
    await save("owner", definition("named", "Old name"), 0);
    await save("owner", definition("named", "New name"), 1);
    await as("owner", (tx) => retireFormat(tx, { organizationId, id: "named", basedOn: 2 }));
    const names = (who: keyof typeof people) => as(who, (tx) => listFormatNames(tx, organizationId));
    expect(await names("viewer")).toContainEqual({ id: "named", name: "New name", isRetired: true });
    expect(await names("stranger")).toEqual([]);
  });

  test("keep every version, and refuse one that starts from an old one", async () => {
    await save("owner", definition("versions", "First"), 0);
    await expect(save("admin", definition("versions", "Other"), 0)).rejects.toMatchObject({ code: "conflict" });
    expect(await save("admin", definition("versions", "Second"), 1)).toBe(2);
    const versions = await as("viewer", (tx) => listFormatVersions(tx, { organizationId, id: "versions" }));
    expect(versions.map(({ version, definition: { name } }) => [version, name])).toEqual([
      [2, "Second"],
      [1, "First"],
    ]);
    expect((await list("viewer")).find(({ id }) => id === "versions")).toMatchObject({ version: 2, files: 0 });
  });

  test("are retired: new files are not taken for them, a file in progress goes on with its version", async () => {
    await save("owner", definition("retired"), 0);
    await save("owner", definition("retired", "Newer"), 1);
    const retire = (who: keyof typeof people, basedOn: number) =>
      as(who, (tx) => retireFormat(tx, { organizationId, id: "retired", basedOn }));
    await expect(retire("operator", 2)).rejects.toMatchObject({ code: "forbidden" });
    await expect(retire("owner", 1)).rejects.toMatchObject({ code: "conflict" });
    const ids = async () => (await loadFormats(sql, organizationId)).map(({ id }) => id);
    expect(await ids()).toContain("retired");
    expect(await retire("owner", 2)).toBe(3);
    expect(await ids()).not.toContain("retired");
    const begun = await loadFormats(sql, organizationId, { format: "retired", version: 1 });
    expect(begun.find(({ id }) => id === "retired")).toMatchObject({ version: 1, title: "Till agent" });
    expect(await save("owner", definition("retired"), 3)).toBe(4);
    expect(await ids()).toContain("retired");
  });

  test("can't be retired before they exist, or have no id", async () => {
    const retire = as("owner", (tx) => retireFormat(tx, { organizationId, id: "none", basedOn: 0 }));
    await expect(retire).rejects.toMatchObject({ code: "not_found" });
    await expect(save("owner", { ...definition("x"), id: "No Slug" }, 0)).rejects.toMatchObject({
      code: "bad_request",
    });
  });

  test("that can't be used are left out and keep no other from being used", async () => {
    await sql`insert into public.format_definitions (organization_id, slug, version, definition)
      values (${organizationId}, 'broken', 1, '{"id": "broken"}')`;
    await save("owner", definition("sound"), 0);
    const ids = (await loadFormats(sql, organizationId)).map(({ id }) => id);
    expect(ids).toContain("sound");
    expect(ids).not.toContain("broken");
    await expect(requireFormat(sql, { organizationId, format: "broken" })).rejects.toMatchObject({
      code: "unprocessable",
    });
    await expect(requireFormat(sql, { organizationId, format: "sound" })).resolves.toBeUndefined();
  });
});
