import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { type TestSupabase, type TestUser, testSupabase } from "../test-supabase.ts";
import { testDisk } from "./test-disk.ts";

const BUCKET = "deployment-logs";
const MAX_BYTES = 3_000_000;
const disk = testDisk();

let supabase: TestSupabase;
let owner: TestUser;
let team: string;

beforeAll(async () => {
  supabase = await testSupabase(inject("databaseUrl"), { files: disk.files, maxObjectBytes: MAX_BYTES });
  owner = await supabase.signUp();
  team = await supabase.createOrganization(owner.id);
});
afterAll(() => supabase.close());
beforeEach(() => {
  disk.freeBytes = Number.POSITIVE_INFINITY;
});

/** A row of log_files: the policies let its creator store exactly its key. */
async function plannedFile(user = owner): Promise<{ id: string; key: string }> {
  const id = randomUUID();
  const key = `${team}/${id}/setup.log`;
  await supabase.sql`insert into public.log_files (id, organization_id, source, object_key, name, size_bytes, created_by)
    values (${id}, ${team}, 'upload', ${key}, 'setup.log', 1, ${user.id})`;
  return { id, key };
}

const bucketOf = (user: TestUser) => user.client.storage.from(BUCKET);
const asService = () => supabase.client("secret").storage.from(BUCKET);

function storedFiles(): string[] {
  const folders = readdirSync(join(supabase.options.storageDir, "objects"), { recursive: true, withFileTypes: true });
  return folders.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe("an upload", () => {
  test.each([
    ["a Blob as a form", (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes], { type: "text/plain" })],
    ["raw bytes", (bytes: Uint8Array<ArrayBuffer>) => bytes.buffer],
    ["a stream", (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]).stream()],
  ])("of %s comes back byte for byte, and its file's row says that it is stored", async (_what, bodyOf) => {
    const { id, key } = await plannedFile();
    const bytes = new Uint8Array(randomBytes(200_000));
    const { data, error } = await bucketOf(owner).upload(key, bodyOf(bytes), { contentType: "text/plain" });
    expect(error).toBeNull();
    expect(data).toMatchObject({ path: key, id: expect.any(String), fullPath: `${BUCKET}/${key}` });
    const downloaded = await bucketOf(owner).download(key);
    expect(new Uint8Array((await downloaded.data?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(bytes);
    const [row] = await supabase.sql`select stored_at, etag from public.log_files where id = ${id}`;
    expect(row).toMatchObject({ stored_at: expect.any(Date), etag: expect.stringMatching(/^"[0-9a-f]{32}"$/) });
    const [object] = await supabase.sql`select owner_id, metadata from storage.objects where name = ${key}`;
    expect(object).toMatchObject({ owner_id: owner.id, metadata: { size: 200_000, mimetype: "text/plain" } });
  });

  test("of no bytes is an object too", async () => {
    const { key } = await plannedFile();
    expect((await bucketOf(owner).upload(key, new Blob([]))).error).toBeNull();
    expect((await bucketOf(owner).download(key)).data?.size).toBe(0);
  });

  test("is refused for a key no row was made for, for somebody else and without a session", async () => {
    const { key } = await plannedFile();
    const stranger = await supabase.signUp();
    const before = storedFiles().length;
    const attempts = [
      bucketOf(owner).upload(`${team}/other.log`, "x"),
      bucketOf(stranger).upload(key, "x"),
      supabase.client().storage.from(BUCKET).upload(key, "x"),
    ];
    for (const { error } of await Promise.all(attempts))
      expect(error).toMatchObject({ status: 400, statusCode: "403" });
    expect(storedFiles()).toHaveLength(before);
  });

  test("can't replace what is there", async () => {
    const { key } = await plannedFile();
    expect((await bucketOf(owner).upload(key, "first")).error).toBeNull();
    expect((await bucketOf(owner).upload(key, "second")).error).toMatchObject({ statusCode: "409" });
    expect((await bucketOf(owner).upload(key, "second", { upsert: true })).error).toMatchObject({ statusCode: "403" });
    expect(await (await bucketOf(owner).download(key)).data?.text()).toBe("first");
  });

  test("of the service may replace an object, whose old bytes go", async () => {
    const key = `service/${randomUUID()}`;
    await asService().upload(key, "first");
    const before = storedFiles().length;
    expect((await asService().upload(key, "second", { upsert: true })).error).toBeNull();
    expect(await (await asService().download(key)).data?.text()).toBe("second");
    expect(storedFiles()).toHaveLength(before);
  });

  test.each([
    ["announced", (body: Uint8Array<ArrayBuffer>): BodyInit => body],
    ["not announced", (body: Uint8Array<ArrayBuffer>) => Readable.toWeb(Readable.from([body])) as BodyInit],
  ])("longer than allowed is refused with 413 when its length is %s", async (_how, bodyOf) => {
    const { key } = await plannedFile();
    const before = storedFiles().length;
    const response = await fetch(`${supabase.url}/storage/v1/object/${BUCKET}/${key}`, {
      method: "POST",
      headers: { apikey: supabase.options.publishableKey, authorization: `Bearer ${owner.accessToken}` },
      body: bodyOf(new Uint8Array(MAX_BYTES + 100_000)),
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ statusCode: "413", error: "Payload too large" });
    expect(storedFiles()).toHaveLength(before);
    expect(readdirSync(join(supabase.options.storageDir, "incoming"))).toEqual([]);
  });

  test.each(["größe.log", "a#b.log", "a[1].log"])("under the key %s is refused as on hosted Storage", async (name) => {
    const { error } = await asService().upload(`x/${encodeURIComponent(name)}`, "x");
    expect(error).toMatchObject({ statusCode: "400", message: expect.stringMatching(/^Invalid key/) });
  });

  test("that the disk has no room for is refused with 507, leaves nothing, and works once there is room", async () => {
    const { key } = await plannedFile();
    const before = storedFiles().length;
    disk.freeBytes = 100_000;
    const body = new Uint8Array(1_000_000);
    for (const full of [new Blob([body]), body.buffer]) {
      disk.freeBytes = 100_000;
      const { error } = await bucketOf(owner).upload(key, full);
      expect(error).toMatchObject({
        status: 507,
        statusCode: "507",
        message: expect.stringMatching(/disk .* is full/),
      });
    }
    expect(await supabase.sql`select 1 from storage.objects where name = ${key}`).toEqual([]);
    expect(storedFiles()).toHaveLength(before);
    expect(readdirSync(join(supabase.options.storageDir, "incoming"))).toEqual([]);
    disk.freeBytes = Number.POSITIVE_INFINITY;
    expect((await bucketOf(owner).upload(key, body.buffer)).error).toBeNull();
  });

  test("of a type that the bucket does not take is refused", async () => {
    const { sql } = supabase;
    await sql`insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
      values ('images', 'images', true, 10, '{image/*}') on conflict (id) do nothing`;
    const images = supabase.client("secret").storage.from("images");
    const name = `${randomUUID()}.png`;
    expect((await images.upload(name, "x", { contentType: "text/html" })).error).toMatchObject({ statusCode: "415" });
    expect((await images.upload(name, "0123456789A", { contentType: "image/png" })).error).toMatchObject({
      statusCode: "413",
    });
    expect((await images.upload(name, "0123456789", { contentType: "image/png" })).error).toBeNull();
    const shown = await fetch(images.getPublicUrl(name).data.publicUrl);
    expect([shown.status, await shown.text(), shown.headers.get("content-type")]).toEqual([
      200,
      "0123456789",
      "image/png",
    ]);
    expect(shown.headers.get("content-security-policy")).toMatch(/sandbox/);
  });
});

describe("an object", () => {
  let key: string;
  beforeAll(async () => {
    ({ key } = await plannedFile());
    await bucketOf(owner).upload(key, "0123456789", { contentType: "text/plain", metadata: { part: 1 } });
  });
  const get = (headers: Record<string, string>, method = "GET") =>
    fetch(`${supabase.url}/storage/v1/object/authenticated/${BUCKET}/${key}`, {
      method,
      headers: { apikey: supabase.options.secretKey, ...headers },
    });

  test("is read in ranges, by head, and not again when it is unchanged", async () => {
    const part = await get({ range: "bytes=2-4" });
    expect([part.status, await part.text(), part.headers.get("content-range")]).toEqual([206, "234", "bytes 2-4/10"]);
    expect((await get({ range: "bytes=10-" })).status).toBe(416);
    const head = await get({}, "HEAD");
    expect([head.status, head.headers.get("content-length")]).toEqual([200, "10"]);
    expect((await get({ "if-none-match": head.headers.get("etag") ?? "" })).status).toBe(304);
  });

  test("is shown to the team only", async () => {
    const stranger = await supabase.signUp();
    expect((await bucketOf(stranger).download(key)).error).not.toBeNull();
    expect((await bucketOf(stranger).list(key.replace(/\/[^/]+$/, ""))).data).toEqual([]);
    expect((await bucketOf(stranger).createSignedUrl(key, 60)).error).not.toBeNull();
    expect((await bucketOf(stranger).exists(key)).data).toBe(false);
    expect((await bucketOf(owner).exists(key)).data).toBe(true);
  });

  test("has information, and is listed in its folder and page by page", async () => {
    expect((await bucketOf(owner).info(key)).data).toMatchObject({
      size: 10,
      contentType: "text/plain",
      metadata: { part: 1 },
    });
    const [folder = "", id = ""] = key.split("/");
    const top = await bucketOf(owner).list(folder);
    expect(top.data).toContainEqual(expect.objectContaining({ name: id, id: null }));
    expect((await bucketOf(owner).list(`${folder}/${id}`)).data).toMatchObject([
      { name: "setup.log", metadata: { size: 10 } },
    ]);
    const names: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const { data } = await bucketOf(owner).listV2({ prefix: `${folder}/`, limit: 2, ...(cursor ? { cursor } : {}) });
      names.push(...(data?.objects.map(({ name }) => name) ?? []));
      cursor = data?.nextCursor;
      if (!cursor) break;
    }
    const rows =
      await supabase.sql`select name from storage.objects where starts_with(name, ${`${folder}/`}) order by name`;
    expect(names).toEqual(rows.map(({ name }) => name));
  });

  test("is read by anyone with its signed address, and by nobody with another's or an expired one", async () => {
    const { data } = await bucketOf(owner).createSignedUrl(key, 60, { download: "a b.log" });
    const response = await fetch(data?.signedUrl ?? "");
    expect([response.status, await response.text()]).toEqual([200, "0123456789"]);
    expect(response.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''a%20b.log");
    const token = new URL(data?.signedUrl ?? "").searchParams.get("token");
    const other = await fetch(`${supabase.url}/storage/v1/object/sign/${BUCKET}/other.log?token=${token}`);
    expect([other.status, await other.json()]).toMatchObject([400, { error: "InvalidSignature" }]);
    const short = await bucketOf(owner).createSignedUrls([key, "missing.log"], 1);
    expect(short.data).toMatchObject([{ error: null }, { error: expect.any(String), signedUrl: null }]);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect((await fetch(short.data?.[0]?.signedUrl ?? "")).status).toBe(400);
  });

  test("is made through a signed upload address, once, in the name of who asked for it", async () => {
    const planned = await plannedFile();
    const signed = await bucketOf(owner).createSignedUploadUrl(planned.key);
    expect(signed.error).toBeNull();
    const anyone = supabase.client().storage.from(BUCKET);
    const { path, token } = signed.data ?? { path: "", token: "" };
    expect((await anyone.uploadToSignedUrl(path, token, new Blob(["signed"]))).error).toBeNull();
    expect((await anyone.uploadToSignedUrl(path, token, new Blob(["again"]))).error).toMatchObject({
      statusCode: "409",
    });
    expect((await anyone.uploadToSignedUrl("other.log", token, new Blob(["x"]))).error).toMatchObject({
      statusCode: "400",
    });
    expect(await supabase.sql`select owner_id from storage.objects where name = ${path}`).toEqual([
      { owner_id: owner.id },
    ]);
  });

  test("is copied, moved and removed by the service, and its bytes with it", async () => {
    const [source, copy, moved] = ["source", "copy", "moved"].map((name) => `service/${randomUUID()}/${name}`);
    if (!source || !copy || !moved) throw new Error("unreachable");
    await asService().upload(source, "bytes");
    const before = storedFiles().length;
    expect((await asService().copy(source, copy)).error).toBeNull();
    expect((await asService().move(copy, moved)).error).toBeNull();
    expect((await asService().download(copy)).error).not.toBeNull();
    expect((await asService().remove([source])).data).toMatchObject([{ name: source }]);
    expect(await (await asService().download(moved)).data?.text()).toBe("bytes");
    expect(storedFiles()).toHaveLength(before);
    await asService().remove([moved, "missing"]);
    expect(storedFiles()).toHaveLength(before - 1);
  });

  test("is not removed or moved by people, and not by SQL", async () => {
    expect((await bucketOf(owner).remove([key])).data).toEqual([]);
    expect((await bucketOf(owner).move(key, `${team}/moved.log`)).error).not.toBeNull();
    await expect(supabase.sql`delete from storage.objects where name = ${key}`).rejects.toMatchObject({
      code: "42501",
    });
    expect((await bucketOf(owner).exists(key)).data).toBe(true);
  });
});

test("buckets are shown to the service and not to people", async () => {
  expect((await supabase.client("secret").storage.getBucket(BUCKET)).data).toMatchObject({ id: BUCKET, public: false });
  expect((await supabase.client("secret").storage.listBuckets()).data).toContainEqual(
    expect.objectContaining({ id: BUCKET }),
  );
  expect((await owner.client.storage.listBuckets()).data).toEqual([]);
  expect((await owner.client.storage.getBucket(BUCKET)).error).toMatchObject({ statusCode: "404" });
});

test("a token that is forged is refused in Storage's own shape", async () => {
  const response = await fetch(`${supabase.url}/storage/v1/object/list/${BUCKET}`, {
    method: "POST",
    headers: { apikey: supabase.options.publishableKey, authorization: "Bearer a.b.c" },
    body: "{}",
  });
  expect([response.status, await response.json()]).toMatchObject([400, { statusCode: "403", error: "Unauthorized" }]);
});
