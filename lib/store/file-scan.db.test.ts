import { afterAll, expect, inject, test } from "vitest";
import { classify } from "#lib/lanes/classify.ts";
import { SHIPPED_RULES } from "#lib/lanes/lane-rules.ts";
import { connect } from "#lib/platform/database.ts";
import { keepFileScan, packFileScan, readFileScans } from "./file-scan.ts";
import { createFile, createOrganization } from "./store.test-kit.ts";

const sql = connect({ url: inject("databaseUrl"), maxConnections: 2 });
afterAll(() => sql.end());

async function scannedFile(format: string, definition: { id: string; name: string; lane: string } | null) {
  const organization = await createOrganization(sql);
  const file = await createFile(sql, organization);
  await sql`update public.log_files set queued_at = now() where id = ${file.id}`;
  const bytes = (await packFileScan({ head: "ready\n", tail: null })) ?? new Uint8Array();
  await sql.begin((tx) =>
    keepFileScan(tx, { fileId: file.id, no: file.no, organizationId: organization.id, format, bytes }),
  );
  const save = (version: number, isRetired: boolean) =>
    definition === null
      ? null
      : sql`insert into public.format_definitions (organization_id, slug, version, definition, is_retired)
          values (${organization.id}, ${definition.id}, ${version}, ${sql.json(definition)}, ${isRetired})`;
  await save(1, false);
  const classified = async () => {
    const [scan] = await readFileScans(sql, [file.id]);
    return scan === undefined ? null : classify({ ...scan, fileName: "a.log" }, SHIPPED_RULES);
  };
  return { save, classified };
}

test("rules that are applied again know the lane that a team's format names, until it is retired", async () => {
  const { save, classified } = await scannedFile("till-log", { id: "till-log", name: "Till", lane: "high" });
  expect(await classified()).toMatchObject({
    lane: "high",
    reason: "Till: the lane that its format names. No rule matched.",
  });
  await save(2, true);
  expect(await classified()).toMatchObject({ lane: "low" });
});

test("and the one of a format that ships as a definition", async () => {
  const { classified } = await scannedFile("egis", null);
  expect(await classified()).toMatchObject({
    lane: "medium",
    reason: "Egis: the lane that its format names. No rule matched.",
  });
});
