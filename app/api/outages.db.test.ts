import { randomBytes } from "node:crypto";
import { type ClientRequest, request } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { TestPerson } from "./_testing/api-stack.ts";
import { smallDisk } from "./_testing/small-disk.ts";
import {
  ask,
  ended,
  everythingOf,
  expectNothingStuck,
  pinoLines,
  send,
  sendAndRead,
  sha256,
  startWholeStack,
  type WholeStack,
} from "./_testing/whole-stack.ts";

// What becomes of files while a part of the way is full, cut or gone.
const disk = smallDisk();

let stack: WholeStack;
let ann: TestPerson;
beforeAll(async () => {
  stack = await startWholeStack({ storageDir: disk?.storageDir });
  ann = await stack.person("operator");
});
afterAll(async () => {
  await stack.close();
  disk?.remove();
});
afterEach(() => expectNothingStuck(stack));

async function announce(person: TestPerson, name: string, bytes: Uint8Array) {
  const announcement = { name, sizeBytes: bytes.length, sha256: sha256(bytes) };
  const { body } = await ask(stack, person, "/api/v1/files", announcement);
  const { file, upload } = body as { file: { id: string }; upload: { endpoint: string; objectKey: string } };
  return { fileId: file.id, ...upload };
}

function tusHeaders(token: string): Record<string, string> {
  const apikey = process.env.SUPABASE_PUBLISHABLE_KEY ?? "";
  return { apikey, authorization: `Bearer ${token}`, "tus-resumable": "1.0.0" };
}

async function createUpload(to: { endpoint: string; objectKey: string }, token: string, sizeBytes: number) {
  const metadata = `bucketName ${btoa("deployment-logs")},objectName ${btoa(to.objectKey)}`;
  const headers = { ...tusHeaders(token), "upload-length": String(sizeBytes), "upload-metadata": metadata };
  const response = await fetch(to.endpoint, { method: "POST", headers });
  expect(response.status).toBe(201);
  return response.headers.get("location") ?? "";
}

function patch(url: string, token: string, offset: number, bytes: Uint8Array): Promise<Response> {
  const content = { "upload-offset": String(offset), "content-type": "application/offset+octet-stream" };
  const body = Uint8Array.from(bytes);
  return fetch(url, { method: "PATCH", headers: { ...tusHeaders(token), ...content }, body });
}

async function offsetOf(url: string, token: string): Promise<number> {
  const response = await fetch(url, { method: "HEAD", headers: tusHeaders(token) });
  return Number(response.headers.get("upload-offset"));
}

/** Sends a part of what it announces, then cuts the connection as a lost network does. */
function cutOff(sending: ClientRequest, part: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    sending.on("error", () => {});
    sending.on("close", resolve);
    sending.write(part, () => setTimeout(() => sending.destroy(), 200));
  });
}

async function objects(objectKey: string): Promise<number> {
  return (await stack.sql`select 1 from storage.objects where name = ${objectKey}`).length;
}

/** Every record once, and exactly the bytes that were sent. */
async function expectExact(fileId: string, content: Uint8Array, records: number): Promise<void> {
  const { file, entries, bytes } = await everythingOf(stack, fileId);
  expect(file).toMatchObject({ status: "completed", error: null, record_count: records, reject_count: 0 });
  expect(entries).toEqual({ rows: records, distinct: records, last: records });
  expect(bytes.equals(content)).toBe(true);
}

describe("an upload", () => {
  it("whose token expires on the way says so, keeps what arrived, and goes on with a fresh token", async () => {
    const content = pinoLines(20_000, "expiring");
    const token = await stack.shortToken(ann, 2);
    const { fileId, ...to } = await announce(ann, "app.log", content);
    const url = await createUpload(to, token, content.length);
    expect((await patch(url, token, 0, content.subarray(0, 500_000))).status).toBe(204);
    await new Promise((resolve) => setTimeout(resolve, 3000));

    const refused = await patch(url, token, 500_000, content.subarray(500_000));
    expect(refused.status).toBe(401);
    const complete = await ask(stack, { ...ann, token }, `/api/v1/files/${fileId}/complete`, {});
    expect(complete.status).toBe(401);
    expect(complete.body.error?.message).toMatch(/not valid or has expired\. Sign in again and send the new one\./);
    expect((await everythingOf(stack, fileId)).file).toMatchObject({ status: "pending", queued_at: null, error: null });

    expect(await offsetOf(url, ann.token)).toBe(500_000);
    expect((await patch(url, ann.token, 500_000, content.subarray(500_000))).status).toBe(204);
    expect((await ask(stack, ann, `/api/v1/files/${fileId}/complete`, {})).status).toBe(202);
    await ended(stack, fileId);
    await expectExact(fileId, content, 20_000);
  });

  it("that is cut leaves no object, can't be completed, and goes on where it stopped", async () => {
    const content = pinoLines(20_000, "cut");
    const { fileId, ...to } = await announce(ann, "app.log", content);
    const url = await createUpload(to, ann.token, content.length);
    const headers = {
      ...tusHeaders(ann.token),
      "upload-offset": "0",
      "content-type": "application/offset+octet-stream",
      "content-length": String(content.length),
    };
    await cutOff(request(url, { method: "PATCH", headers }), content.subarray(0, 700_000));
    await vi.waitFor(async () => expect(await offsetOf(url, ann.token)).toBeGreaterThan(0));
    expect(await objects(to.objectKey)).toBe(0);
    const early = await ask(stack, ann, `/api/v1/files/${fileId}/complete`, {});
    expect(early.status).toBe(409);
    expect(early.body.error?.message).toBe("The upload of this file is not finished. Resume it, then complete it.");

    expect((await announce(ann, "app.log", content)).fileId).toBe(fileId);
    const offset = await offsetOf(url, ann.token);
    expect((await patch(url, ann.token, offset, content.subarray(offset))).status).toBe(204);
    expect((await ask(stack, ann, `/api/v1/files/${fileId}/complete`, {})).status).toBe(202);
    await ended(stack, fileId);
    await expectExact(fileId, content, 20_000);
  });

  it("to the API that is cut ends as failed, says to send it again, and keeps nothing", async () => {
    const stranger = await stack.person("operator");
    const boundary = "----cut";
    const start = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.log"\r\n\r\n`;
    const headers = {
      authorization: `Bearer ${stranger.token}`,
      "content-type": `multipart/form-data; boundary=${boundary}`,
      "content-length": "5000000",
    };
    const sending = request(`${stack.apiUrl}/api/upload-logs`, { method: "POST", headers });
    await cutOff(sending, Buffer.concat([Buffer.from(start), pinoLines(5000, "cut form")]));
    const rows = () => stack.sql`select * from public.log_files where organization_id = ${stranger.organizationId}`;
    await vi.waitFor(async () => expect((await rows())[0]?.status).toBe("failed"), { timeout: 10_000 });
    const [row] = await rows();
    expect(row?.error.message).toMatch(/^The upload broke off .* Nothing was kept; send it again\.$/);
    expect(await objects(row?.object_key)).toBe(0);
  });
});

describe.skipIf(disk === null)("a full disk", () => {
  it("of Storage refuses the upload, says to free space, keeps nothing, and takes the file once there is room", async () => {
    const content = pinoLines(30_000, "no room");
    const free = disk?.fill();
    const { status, body } = await send(stack, ann, { name: "app.log", bytes: content });
    expect(status).toBe(503);
    expect(body.error).toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(/disk of the file storage is full.* nothing of it was kept\. Free space/),
      details: { reason: "disk_full" },
    });
    const [row] = await stack.sql`
      select * from public.log_files where organization_id = ${ann.organizationId} order by created_at desc limit 1`;
    expect(row).toMatchObject({ status: "failed", error: { message: body.error?.message } });
    expect(await objects(row?.object_key)).toBe(0);
    free?.();
    await expectExact(await sendAndRead(stack, ann, { name: "app.log", bytes: content }), content, 30_000);
  });

  it("of Postgres lets the file wait, and reading goes on where it stopped once there is room", async () => {
    await disk?.holdChunks(stack.sql);
    const content = pinoLines(60_000, "full", () => randomBytes(60).toString("base64"));
    // The file is in Storage before its reading begins, so only the database meets the full disk.
    await stack.sql`update public.lane_settings set start_delay_ms = 3000`;
    const fileId = String((await send(stack, ann, { name: "app.log", bytes: content })).body.jobId);
    const free = disk?.fill(2_000_000);
    const waiting = () => stack.sql<{ error: string; dueS: number }[]>`
      select q.last_error as error, extract(epoch from q.due_at - now())::float8 as "dueS"
      from inngest_local.queue q join inngest_local.runs r on r.id = q.run_id
      where r.ended_at is null and r.function_id like '%ingest-%' and q.last_error is not null`;
    const full = /database's disk is full.*stored before is safe.*Free space/;
    await vi.waitFor(async () => expect((await waiting())[0]?.error).toMatch(full), { timeout: 20_000, interval: 50 });
    expect((await waiting())[0]?.dueS).toBeLessThan(11);
    const shown = await ask(stack, ann, `/api/stats/${fileId}`);
    expect(shown.body).toMatchObject({ state: "processing", error: { message: expect.stringMatching(full) } });
    const stuck = await everythingOf(stack, fileId);
    expect(stuck.file.status).toBe("processing");
    expect(stuck.entries.rows).toBe(stuck.progress?.record_count);
    expect(stuck.entries.rows).toBeLessThan(60_000);
    expect(content.subarray(0, stuck.bytes.length).equals(stuck.bytes)).toBe(true);
    free?.();
    await ended(stack, fileId);
    await stack.sql`update public.lane_settings set start_delay_ms = 0`;
    await expectExact(fileId, content, 60_000);
  });
});

describe("a stopped database", () => {
  it("in the middle of reading: the file is read to its end when it is back, every record once", async () => {
    const content = pinoLines(300_000, "outage");
    const { status, body } = await send(stack, ann, { name: "app.log", bytes: content });
    expect(status).toBe(202);
    const fileId = String(body.jobId);
    await vi.waitFor(
      async () => {
        const [progress] = await stack.sql`select record_count from public.file_progress where file_id = ${fileId}`;
        expect(progress?.record_count).toBeGreaterThan(10_000);
      },
      { timeout: 20_000, interval: 5 },
    );
    const restarted = stack.restartPostgres(4000);
    const refused = await vi.waitFor(
      async () => {
        const answer = await ask(stack, ann, `/api/stats/${fileId}`);
        expect(answer.status).toBe(503);
        return answer;
      },
      { timeout: 4000, interval: 50 },
    );
    expect(refused.body.error?.message).toMatch(/database can't be reached.* Nothing was changed; try again/);
    await restarted;
    await vi.waitFor(() => stack.sql`select 1`, { timeout: 10_000 });
    await ended(stack, fileId, 60_000);
    await expectExact(fileId, content, 300_000);
    expect((await everythingOf(stack, fileId)).file.attempts).toBe(1);
  });
});
