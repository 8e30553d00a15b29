// Before whatever loads the Inngest client.
import "./_testing/inngest-address.ts";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { archivePorts, intakePorts } from "#inngest/ports.ts";
import { admitNow } from "#lib/intake/admit-now.ts";
import { type Archived, type ArchivePorts, archive } from "#lib/intake/archive.ts";
import { reingest } from "#lib/intake/reingest.ts";
import type { Sender } from "#lib/intake/require-operator.ts";
import { sweep } from "#lib/intake/sweep.ts";
import { moveObject, objectSize } from "#lib/platform/storage.ts";
import { ARCHIVE_BUCKET, UPLOAD_BUCKET } from "#lib/store/archive.ts";
import type { TestPerson } from "./_testing/api-stack.ts";
import {
  ask,
  ended,
  everythingOf,
  pinoLines,
  sendAndRead,
  startWholeStack,
  type WholeStack,
} from "./_testing/whole-stack.ts";

let stack: WholeStack;
let owner: TestPerson;

beforeAll(async () => {
  stack = await startWholeStack();
  owner = await stack.person("owner");
});
beforeEach(() => archiveAfter(24));
afterAll(() => stack.close());

const archiveAfter = (hours: number | null) => stack.sql`
  update public.lane_settings set archive_after_ms = ${hours === null ? null : hours * 3_600_000} where lane = 'low'`;

/** A file that was read in this lane so long ago. */
async function readFile(seed: string, { lane = "low", hoursAgo = 25 } = {}): Promise<string> {
  const id = await sendAndRead(stack, owner, { name: `${seed}.log`, bytes: pinoLines(200, seed) });
  await stack.sql`
    update public.log_files set lane = ${lane}, finished_at = now() - ${hoursAgo} * interval '1 hour' where id = ${id}`;
  return id;
}

function senderOf({ userId, organizationId }: TestPerson): Sender {
  return { userId, organizationId, memberships: [{ organizationId, role: "owner" }] };
}

async function placeOf(fileId: string) {
  const { file, events } = await everythingOf(stack, fileId);
  const objectKey: string = file.object_key;
  const isIn = async (bucket: string) => (await objectSize({ bucket, objectKey })) !== null;
  return {
    row: file.bucket,
    isDated: file.archived_at !== null,
    events: events.filter(({ kind }) => kind === "archived").length,
    isUploaded: await isIn(UPLOAD_BUCKET),
    isArchived: await isIn(ARCHIVE_BUCKET),
  };
}

const UPLOADED = { row: UPLOAD_BUCKET, isDated: false, events: 0, isUploaded: true, isArchived: false };
const ARCHIVED = { row: ARCHIVE_BUCKET, isDated: true, events: 1, isUploaded: false, isArchived: true };
const again = () => archive({ after: null }, archivePorts());

it("moves the originals of Low that were read long enough ago, and no others", async () => {
  const due = await readFile("due");
  const others = [
    await readFile("young", { hoursAgo: 23 }),
    await readFile("medium", { lane: "medium" }),
    await readFile("high", { lane: "high" }),
  ];
  await archiveAfter(null);
  expect(await again()).toMatchObject({ moved: 0 });
  await archiveAfter(24);
  expect(await again()).toEqual({ moved: 1, kept: 0, mended: 0, next: null });
  expect(await placeOf(due)).toEqual(ARCHIVED);
  for (const other of others) expect(await placeOf(other)).toEqual(UPLOADED);
  expect(await again()).toMatchObject({ moved: 0, kept: 0 });
  expect(await placeOf(due)).toEqual(ARCHIVED);
});

it("keeps what was read, hides the original from members, and reads it again from the archive", async () => {
  const id = await readFile("again");
  await again();
  const records = await ask(stack, owner, `/api/v1/files/${id}/records`);
  expect(records.status).toBe(200);
  const before = await everythingOf(stack, id);
  expect(before.entries.rows).toBe(200);
  const address = `${stack.supabaseUrl}/storage/v1/object/authenticated/${ARCHIVE_BUCKET}/${before.file.object_key}`;
  const headers = { authorization: `Bearer ${owner.token}`, apikey: process.env.SUPABASE_PUBLISHABLE_KEY ?? "" };
  expect((await fetch(address, { headers })).status).toBe(400);

  await reingest({ fileId: id, sender: senderOf(owner) }, intakePorts());
  await ended(stack, id);
  const after = await everythingOf(stack, id);
  expect(after.file).toMatchObject({ status: "completed", record_count: 200, bucket: ARCHIVE_BUCKET });
  expect(after.bytes.equals(before.bytes)).toBe(true);
});

it("has the row follow in the commit of the move, so that a crash behind it changes nothing", async () => {
  const id = await readFile("crash");
  const { file } = await everythingOf(stack, id);
  await moveObject({ bucket: file.bucket, objectKey: file.object_key }, ARCHIVE_BUCKET);
  expect(await placeOf(id)).toEqual(ARCHIVED);
});

it("mends a row that looks for its original where it no longer is", async () => {
  const id = await readFile("restored");
  await again();
  await archiveAfter(null);
  await stack.sql`update public.log_files set bucket = ${UPLOAD_BUCKET}, archived_at = null where id = ${id}`;
  expect(await again()).toMatchObject({ mended: 1 });
  expect(await placeOf(id)).toEqual({ ...ARCHIVED, events: 2 });
  expect(await again()).toMatchObject({ mended: 0 });
});

it("leaves the original of a file alone that is to be read again by then", async () => {
  const id = await readFile("raced");
  const moveLate: ArchivePorts["moveObject"] = async (object, bucket) => {
    await stack.sql`update public.lane_settings set is_paused = true where lane = 'low'`;
    await reingest({ fileId: id, sender: senderOf(owner) }, intakePorts());
    await moveObject(object, bucket);
  };
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  expect(await archive({ after: null }, { ...archivePorts(), moveObject: moveLate })).toMatchObject({ kept: 1 });
  logged.mockRestore();
  expect(await placeOf(id)).toEqual(UPLOADED);
  await stack.sql`update public.lane_settings set is_paused = false where lane = 'low'`;
  await admitNow(intakePorts());
  await ended(stack, id);
  expect((await everythingOf(stack, id)).file).toMatchObject({ status: "completed", record_count: 200 });
});

it("reads an upload again whose row is gone, and leaves its bytes where they are", async () => {
  const id = await readFile("lost");
  const before = await everythingOf(stack, id);
  await stack.sql`delete from public.log_files where id = ${id}`;
  await stack.sql`
    update storage.objects set created_at = now() - interval '2 minutes' where name = ${before.file.object_key}`;
  expect(await sweep(intakePorts())).toMatchObject({ takenIn: 1, completed: 1 });
  await ended(stack, id);
  const after = await everythingOf(stack, id);
  expect(after.file).toMatchObject({
    status: "completed",
    record_count: 200,
    name: "lost.log",
    created_by: owner.userId,
  });
  expect(after.bytes.equals(before.bytes)).toBe(true);
  expect(await placeOf(id)).toEqual(UPLOADED);
});

it("goes through all that is due in batches, past one that can't be moved", async () => {
  const stuck = await readFile("stuck", { hoursAgo: 40 });
  const due = [await readFile("one"), await readFile("two"), await readFile("three", { hoursAgo: 30 })];
  const ports: ArchivePorts = {
    ...archivePorts(),
    moveObject: async (object, bucket) => {
      if (object.objectKey.includes(stuck)) throw new Error("The storage is away.");
      await moveObject(object, bucket);
    },
  };
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  let moved = 0;
  let place: Archived["next"] = null;
  do {
    const done: Archived = await archive({ after: place, batchSize: 2 }, ports);
    moved += done.moved;
    place = done.next;
  } while (place !== null);
  logged.mockRestore();
  expect(moved).toBe(3);
  for (const id of due) expect(await placeOf(id)).toEqual(ARCHIVED);
  expect(await placeOf(stuck)).toEqual(UPLOADED);
});
