import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeEach, expect, inject, test } from "vitest";
import { UnavailableError } from "#lib/errors.ts";
import { connect } from "#lib/platform/database.ts";
import { createOrganization, createRunningFile, type TestFile } from "#lib/store/store.test-kit.ts";
import { findUnreported } from "#lib/store/sweep.ts";
import { type TestMember, tarOf, zipOf } from "#lib/streams/archives.test-kit.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { ingestStep, type StepPorts, type StepResult } from "./ingest-step.ts";
import type { UnpackPorts } from "./take-member.ts";

const sql = connect({ url: inject("databaseUrl") });
let organization = await createOrganization(sql);
beforeEach(async () => {
  organization = await createOrganization(sql);
});
afterAll(async () => {
  // Left running, they would hold slots that other tests' files wait for.
  await sql`
    update public.log_files set status = 'failed', finished_at = now()
    where (archive_kind is not null or bundle_id is not null) and status in ('pending', 'processing')`;
  await sql.end();
});

const objects = new Map<string, Uint8Array>();
const storage: UnpackPorts = {
  newId: randomUUID,
  async putObject({ objectKey }, body) {
    objects.set(objectKey, new Uint8Array(await new Response(body).arrayBuffer()));
  },
  async removeObject({ objectKey }) {
    objects.delete(objectKey);
  },
};

const log = (name: string, text: string): TestMember => ({ name, content: `${text} on FIN-LT-0147\n` });
const THREE = [log("one.log", "first"), log("../../etc/two.log", "second"), log("three.log", "third")];

async function given(bytes: Uint8Array, archiveKind: "zip" | "tar" = "zip"): Promise<TestFile> {
  const file = await createRunningFile(sql, organization, { name: "diagnostics.zip", sizeBytes: bytes.length });
  await sql`update public.log_files set archive_kind = ${archiveKind} where id = ${file.id}`;
  objects.set(`${organization.id}/${file.id}/x`, bytes);
  return file;
}

async function step(file: { id: string }, ports: Partial<StepPorts> = {}, budgetMs = 60_000): Promise<StepResult> {
  const openSource = ({ objectKey }: { objectKey: string }) => bytesSource(objects.get(objectKey) ?? new Uint8Array());
  const all: StepPorts = { sql, now: Date.now, openSource, unpack: storage, ...ports };
  return await ingestStep({ fileId: file.id, dispatch: 1, budgetMs }, all);
}

async function membersOf(file: { id: string }) {
  return await sql<{ name: string; problem: string | null; fileId: string | null; objectKey: string | null }[]>`
    select m.name, m.problem, m.file_id as "fileId", f.object_key as "objectKey", f.queued_at is not null as "isQueued",
      f.bundle_depth as depth, f.duplicate_of as "duplicateOf"
    from public.bundle_members m left join public.log_files f on f.id = m.file_id
    where m.bundle_id = ${file.id} order by m.member_no`;
}

async function statusOf(file: { id: string }) {
  const [row] = await sql`
    select status, format, container, error ->> 'message' as message from public.log_files where id = ${file.id}`;
  return row;
}

test("a bundle's members become queued files of their own, with its names nowhere in a key", async () => {
  const file = await given(zipOf(THREE));
  expect(await step(file)).toMatchObject({ status: "completed", stored: 3 });
  expect(await statusOf(file)).toMatchObject({ status: "completed", format: "bundle", container: "zip" });
  const members = await membersOf(file);
  expect(members.map(({ name }) => name)).toEqual(THREE.map(({ name }) => name));
  for (const { objectKey, fileId, ...member } of members) {
    expect(member).toMatchObject({ isQueued: true, depth: 1, problem: null });
    expect(objectKey).toBe(`${organization.id}/${fileId}/member`);
  }
});

test("steps of no time give each member once", async () => {
  const file = await given(gzipSync(tarOf(THREE)), "tar");
  let steps = 1;
  while ((await step(file, {}, 0)).status === "continue") steps++;
  expect(steps).toBeGreaterThan(2);
  expect(await membersOf(file)).toHaveLength(3);
  expect(await statusOf(file)).toMatchObject({ status: "completed", container: "tar in gzip" });
});

test("a crash after any write of any member changes nothing about what comes out", async () => {
  const file = await given(zipOf(THREE));
  // The first member is stored twice, then the second, then the third.
  for (const before of [0, 1, 1]) {
    let left = before;
    const putObject: UnpackPorts["putObject"] = async (object, body) => {
      await storage.putObject(object, body);
      if (left-- === 0) throw new UnavailableError("The storage ended in the middle.");
    };
    await expect(step(file, { unpack: { ...storage, putObject } })).rejects.toBeInstanceOf(UnavailableError);
  }
  await step(file);
  const members = await membersOf(file);
  expect(members.map(({ name }) => name)).toEqual(THREE.map(({ name }) => name));
  expect(new Set(members.map(({ fileId }) => fileId)).size).toBe(3);
  const [count] = await sql`select count(*)::int as files from public.log_files where bundle_id = ${file.id}`;
  expect(count?.files).toBe(3);
});

test("a bundle that was cancelled between two members stops there", async () => {
  const file = await given(zipOf(THREE));
  await step(file, {}, 0);
  await sql`update public.log_files set status = 'failed', dispatch = dispatch + 1 where id = ${file.id}`;
  expect(await step(file)).toMatchObject({ status: "superseded" });
  expect(await membersOf(file)).toHaveLength(1);
});

test("a cancelled bundle that is retried goes on behind what it gave, and read again it gives nothing twice", async () => {
  const file = await given(zipOf(THREE));
  await step(file, {}, 0);
  await sql`update public.log_files set status = 'processing' where id = ${file.id}`;
  await step(file);
  const before = await membersOf(file);
  await sql`update public.log_files set status = 'processing' where id = ${file.id}`;
  await sql`update public.file_progress set checkpoint = null, checkpoint_no = 0 where file_id = ${file.id}`;
  await step(file);
  expect(await membersOf(file)).toEqual(before);
  expect(before).toHaveLength(3);
});

test("a member in the middle of being stored is left alone by the sweep while its bundle runs", async () => {
  const file = await given(zipOf(THREE));
  const putObject: UnpackPorts["putObject"] = async () => {
    throw new UnavailableError("The storage is away.");
  };
  await expect(step(file, { unpack: { ...storage, putObject } })).rejects.toBeInstanceOf(UnavailableError);
  const [member] = await membersOf(file);
  await sql`update public.log_files set stored_at = now() - interval '1 hour' where id = ${member?.fileId ?? ""}`;
  const ids = async () => (await findUnreported(sql)).map(({ fileId }) => fileId);
  expect(await ids()).not.toContain(member?.fileId);
  await sql`update public.log_files set status = 'failed' where id = ${file.id}`;
  expect(await ids()).toContain(member?.fileId);
});

test("of a damaged member what came before is read, and the damage told", async () => {
  const bytes = zipOf([{ ...log("one.log", "first"), isStored: true }, log("two.log", "second")]);
  bytes[bytes.indexOf("first")] = 0x46;
  const file = await given(bytes);
  await step(file);
  const [one, two] = await membersOf(file);
  expect(one).toMatchObject({ isQueued: true, problem: expect.stringContaining("checksum") });
  expect(two).toMatchObject({ isQueued: true, problem: null });
});

test("what is no file is kept with its reason, and what is there twice is linked", async () => {
  const again = { ...log("again.log", "first") };
  const file = await given(
    zipOf([
      log("one.log", "first"),
      again,
      { ...log("locked.log", "x"), isEncrypted: true },
      { name: "e", content: "" },
    ]),
  );
  await step(file);
  const members = await membersOf(file);
  expect(members[1]).toMatchObject({ duplicateOf: members[0]?.fileId });
  expect(members[2]).toMatchObject({ name: "locked.log", fileId: null, problem: expect.stringContaining("encrypted") });
  expect(members[3]).toMatchObject({ fileId: null, problem: expect.stringContaining("empty") });
});

test("a bundle of which nothing can be unpacked fails and says why", async () => {
  const file = await given(zipOf([{ ...log("locked.log", "x"), isEncrypted: true }]));
  expect(await step(file)).toMatchObject({ status: "failed" });
  expect(await statusOf(file)).toMatchObject({ message: expect.stringContaining("encrypted") });
});

test("an archive in three others is named, not unpacked", async () => {
  const file = await given(zipOf([{ name: "inner.zip", content: zipOf(THREE) }, log("one.log", "first")]));
  const root = await given(zipOf(THREE));
  await sql`
    update public.log_files set bundle_depth = 2, bundle_id = ${root.id}, bundle_root_id = ${root.id} where id = ${file.id}`;
  await step(file);
  const [inner, one] = await membersOf(file);
  expect(inner).toMatchObject({ fileId: null, problem: expect.stringContaining("deeper than is unpacked") });
  expect(one).toMatchObject({ depth: 3, isQueued: true });
});
