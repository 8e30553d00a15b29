import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { importJWK, SignJWT } from "jose";
import { Upload, type UploadOptions } from "tus-js-client";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { type TestSupabase, type TestUser, testSupabase } from "../test-supabase.ts";
import { objectFiles } from "./object-files.ts";
import { sweepStorage } from "./sweep-storage.ts";
import { testDisk } from "./test-disk.ts";

const BUCKET = "deployment-logs";
const CHUNK_BYTES = 256 * 1024;
const MAX_BYTES = 20_000_000;
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

async function plannedKey(): Promise<string> {
  const key = `${team}/${randomUUID()}/setup.log`;
  await supabase.sql`insert into public.log_files (organization_id, source, object_key, name, size_bytes, created_by)
    values (${team}, 'upload', ${key}, 'setup.log', 1, ${owner.id})`;
  return key;
}

const endpoint = () => `${supabase.url}/storage/v1/upload/resumable`;
const uploadsDir = () => join(supabase.options.storageDir, "uploads");

/** As the browser sends a file; resolves with the error, or null. */
function send(body: Buffer, key: string, options: Partial<UploadOptions> & { token?: string } = {}): Promise<unknown> {
  return new Promise((resolve) => {
    const upload = new Upload(body, {
      endpoint: endpoint(),
      chunkSize: CHUNK_BYTES,
      retryDelays: [],
      headers: headersOf(options.token),
      metadata: { bucketName: BUCKET, objectName: key, contentType: "text/plain", cacheControl: "60" },
      onError: resolve,
      onSuccess: () => resolve(null),
      ...options,
    });
    upload.start();
  });
}

function headersOf(token = owner.accessToken): Record<string, string> {
  return { apikey: supabase.options.publishableKey, authorization: `Bearer ${token}` };
}

/** One TUS request by hand. */
function call(url: string, method: string, headers: Record<string, string> = {}, body?: Uint8Array<ArrayBuffer>) {
  const all = { ...headersOf(), "tus-resumable": "1.0.0", ...headers };
  return fetch(url, { method, headers: all, ...(body ? { body } : {}) });
}

async function create(key: string, sizeBytes: number, headers: Record<string, string> = {}): Promise<Response> {
  const metadata = Object.entries({ bucketName: BUCKET, objectName: key }).map(
    ([name, value]) => `${name} ${btoa(value)}`,
  );
  return call(endpoint(), "POST", {
    "upload-length": String(sizeBytes),
    "upload-metadata": metadata.join(","),
    ...headers,
  });
}

const patch = (url: string, offset: number, body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  call(
    url,
    "PATCH",
    { "upload-offset": String(offset), "content-type": "application/offset+octet-stream", ...headers },
    body,
  );

/** Announces `sizeBytes`, sends fewer, and cuts the connection as a lost network does. */
function breakOff(url: string, part: Buffer, sizeBytes: number): Promise<void> {
  return new Promise((resolve) => {
    const headers = {
      ...headersOf(),
      "tus-resumable": "1.0.0",
      "upload-offset": "0",
      "content-type": "application/offset+octet-stream",
      "content-length": String(sizeBytes),
    };
    const sending = request(url, { method: "PATCH", headers });
    sending.on("error", () => {});
    sending.on("close", resolve);
    sending.write(part, () => setTimeout(() => sending.destroy(), 100));
  });
}

async function stored(key: string): Promise<Buffer | null> {
  const { data } = await owner.client.storage.from(BUCKET).download(key);
  return data && Buffer.from(await data.arrayBuffer());
}

describe("a resumable upload", () => {
  test("in many pieces becomes an object of the same bytes", async () => {
    const [key, body] = [await plannedKey(), randomBytes(3_000_000)];
    expect(await send(body, key)).toBeNull();
    expect((await stored(key))?.equals(body)).toBe(true);
    const [row] = await supabase.sql`select owner_id, metadata, f.stored_at from storage.objects o
      join public.log_files f on f.object_key = o.name where o.name = ${key}`;
    expect(row).toMatchObject({
      owner_id: owner.id,
      metadata: { size: 3_000_000, mimetype: "text/plain", cacheControl: "max-age=60" },
      stored_at: expect.any(Date),
    });
  });

  test("that is interrupted in the middle of a piece goes on where it stopped", async () => {
    const [key, body] = [await plannedKey(), randomBytes(3_000_000)];
    const url = (await create(key, body.length)).headers.get("location") ?? "";
    await breakOff(url, body.subarray(0, 2_000_000), body.length);
    await vi.waitFor(async () => {
      const offset = Number((await call(url, "HEAD")).headers.get("upload-offset"));
      expect(offset).toBeGreaterThan(0);
      expect(offset).toBeLessThanOrEqual(2_000_000);
    });
    expect(await stored(key)).toBeNull();
    expect(await send(body, key, { uploadUrl: url })).toBeNull();
    expect((await stored(key))?.equals(body)).toBe(true);
  });

  test("whose token expires is refused with 401 and goes on with a fresh one", async () => {
    const [key, body] = [await plannedKey(), randomBytes(1_000_000)];
    const privateKey = await importJWK(JSON.parse(supabase.options.jwtPrivateKey), "ES256");
    const old = await new SignJWT({ role: "authenticated", sub: owner.id, aud: "authenticated" })
      .setProtectedHeader({ alg: "ES256", kid: "test" })
      .setExpirationTime(Math.floor(Date.now() / 1000) + 2)
      .sign(privateKey);
    const statuses: (number | undefined)[] = [];
    let token = old;
    const failed = await send(body, key, {
      token: old,
      retryDelays: [0, 0],
      onBeforeRequest: async (request) => {
        if (request.getMethod() === "PATCH" && token === old) await new Promise((resolve) => setTimeout(resolve, 1500));
        request.setHeader("authorization", `Bearer ${token}`);
      },
      onShouldRetry: (error) => {
        statuses.push(error.originalResponse?.getStatus());
        token = owner.accessToken;
        return true;
      },
    });
    expect(failed).toBeNull();
    expect(statuses).toEqual([401]);
    expect((await stored(key))?.equals(body)).toBe(true);
  });

  test("whose last answer was lost is told that it is complete", async () => {
    const [key, body] = [await plannedKey(), new Uint8Array(randomBytes(1000))];
    const url = (await create(key, 1000)).headers.get("location") ?? "";
    expect((await patch(url, 0, body)).status).toBe(204);
    const again = await call(url, "HEAD");
    expect([again.status, again.headers.get("upload-offset")]).toEqual([200, "1000"]);
    expect(await send(Buffer.from(body), key, { uploadUrl: url })).toBeNull();
    expect(await supabase.sql`select count(*)::int as n from storage.objects where name = ${key}`).toEqual([{ n: 1 }]);
  });

  test("whose bytes all came before the row was written becomes an object at the next look", async () => {
    const [key, body] = [await plannedKey(), new Uint8Array(randomBytes(1000))];
    const url = (await create(key, 1000)).headers.get("location") ?? "";
    await supabase.sql`update public.log_files set queued_at = now() where object_key = ${key}`;
    expect((await patch(url, 0, body)).status).toBe(403);
    expect(await stored(key)).toBeNull();
    await supabase.sql`update public.log_files set queued_at = null where object_key = ${key}`;
    expect((await call(url, "HEAD")).status).toBe(200);
    expect((await stored(key))?.length).toBe(1000);
  });

  test("of no bytes is complete at once", async () => {
    const key = await plannedKey();
    expect(await send(Buffer.alloc(0), key)).toBeNull();
    expect((await stored(key))?.length).toBe(0);
  });

  test("that is ended by its owner is gone", async () => {
    const url = (await create(await plannedKey(), 1000)).headers.get("location") ?? "";
    expect((await call(url, "DELETE")).status).toBe(204);
    expect((await call(url, "HEAD")).status).toBe(404);
    expect(existsSync(join(uploadsDir(), url.split("/").pop() ?? ""))).toBe(false);
  });

  test("that meets a full disk says so, keeps no object, and goes on once there is room", async () => {
    const [key, body] = [await plannedKey(), new Uint8Array(randomBytes(1_000_000))];
    const url = (await create(key, body.length)).headers.get("location") ?? "";
    disk.freeBytes = 300_000;
    const full = await patch(url, 0, body);
    expect(full.status).toBe(507);
    expect(await full.json()).toMatchObject({ statusCode: "507", message: expect.stringMatching(/disk .* is full/) });
    expect(await stored(key)).toBeNull();
    disk.freeBytes = Number.POSITIVE_INFINITY;
    const offset = Number((await call(url, "HEAD")).headers.get("upload-offset"));
    expect(offset).toBe(300_000);
    expect((await patch(url, offset, body.subarray(offset))).status).toBe(204);
    expect((await stored(key))?.equals(body)).toBe(true);
  });
});

describe("refused is", () => {
  test("an upload to a key no row was made for, before its first byte", async () => {
    const response = await create(`${team}/other.log`, 1000);
    expect([response.status, await response.json()]).toMatchObject([403, { statusCode: "403", error: "Unauthorized" }]);
  });

  test("an upload without a session, with a forged token, and to a bucket that is not there", async () => {
    const key = await plannedKey();
    expect((await create(key, 1, { authorization: "" })).status).toBe(403);
    expect((await create(key, 1, { authorization: "Bearer a.b.c" })).status).toBe(401);
    expect((await create("größe", 1)).status).toBe(400);
  });

  test("an upload longer than allowed, or of unknown length", async () => {
    const key = await plannedKey();
    expect((await create(key, MAX_BYTES + 1)).status).toBe(413);
    const metadata = `bucketName ${btoa(BUCKET)},objectName ${btoa(key)}`;
    const deferred = await call(endpoint(), "POST", { "upload-defer-length": "1", "upload-metadata": metadata });
    expect(deferred.status).toBe(400);
  });

  test("bytes beyond the announced length, announced or not, and at the wrong place", async () => {
    const key = await plannedKey();
    const url = (await create(key, 1000)).headers.get("location") ?? "";
    expect((await patch(url, 0, new Uint8Array(1001))).status).toBe(413);
    expect((await patch(url, 5, new Uint8Array(10))).status).toBe(409);
    const chunked = await fetch(url, {
      method: "PATCH",
      headers: {
        ...headersOf(),
        "tus-resumable": "1.0.0",
        "upload-offset": "0",
        "content-type": "application/offset+octet-stream",
      },
      body: new Blob([new Uint8Array(5000)]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(chunked.status).toBe(413);
    const offset = Number((await call(url, "HEAD")).headers.get("upload-offset"));
    expect(offset).toBeLessThanOrEqual(1000);
    expect((await stored(key))?.length ?? 0).toBeLessThanOrEqual(1000);
  });

  test("everything on an upload of somebody else", async () => {
    const url = (await create(await plannedKey(), 1000)).headers.get("location") ?? "";
    const stranger = await supabase.signUp();
    const authorization = `Bearer ${stranger.accessToken}`;
    expect((await call(url, "HEAD", { authorization })).status).toBe(403);
    expect((await patch(url, 0, new Uint8Array(10), { authorization })).status).toBe(403);
    expect((await call(url, "DELETE", { authorization })).status).toBe(403);
    expect((await call(url, "HEAD")).headers.get("upload-offset")).toBe("0");
  });

  test("a second object under the same key", async () => {
    const key = await plannedKey();
    expect(await send(Buffer.from("first"), key)).toBeNull();
    expect((await create(key, 5)).status).toBe(409);
  });
});

test("an abandoned upload is removed after a day, a finished one after an hour, orphans of a crash too", async () => {
  const abandoned = (await create(await plannedKey(), 1000)).headers.get("location")?.split("/").pop() ?? "";
  const finishedKey = await plannedKey();
  const finished = (await create(finishedKey, 3)).headers.get("location") ?? "";
  await patch(finished, 0, new Uint8Array([1, 2, 3]));
  const objects = await objectFiles(supabase.options.storageDir);
  const orphan = randomUUID();
  await objects.place(join(uploadsDir(), abandoned), orphan);
  const ages = { uploadMs: 24 * 3_600_000, finishedUploadMs: 3_600_000, orphanMs: 24 * 3_600_000 };
  const sweep = (afterMs: number) =>
    sweepStorage({ sql: supabase.sql, disk: objects }, { ages, nowMs: Date.now() + afterMs });
  const finishedId = finished.split("/").pop() ?? "";
  await sweep(0);
  expect(readdirSync(uploadsDir())).toEqual(expect.arrayContaining([abandoned, finishedId]));
  await sweep(2 * 3_600_000);
  expect(readdirSync(uploadsDir())).toContain(abandoned);
  expect(readdirSync(uploadsDir()).filter((name) => name.startsWith(finishedId))).toEqual([]);
  expect(await objects.size(orphan)).toBe(0);
  await sweep(25 * 3_600_000);
  expect(readdirSync(uploadsDir()).filter((name) => name.startsWith(abandoned))).toEqual([]);
  expect(await objects.size(orphan)).toBeNull();
  expect((await stored(finishedKey))?.length).toBe(3);
});
