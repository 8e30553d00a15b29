import { createHash, randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "./_testing/api-stack.ts";
import { GET as getQueueStatus } from "./queue-status/route.ts";
import { GET as getJob } from "./stats/[jobId]/route.ts";
import { GET as getStats } from "./stats/route.ts";
import { POST as postUpload } from "./upload-logs/route.ts";
import { POST as postCancel } from "./v1/files/[id]/cancel/route.ts";
import { POST as postComplete } from "./v1/files/[id]/complete/route.ts";
import { POST as postFile } from "./v1/files/route.ts";

let stack: ApiStack;
let ann: TestPerson;
let stranger: TestPerson;
beforeAll(async () => {
  stack = await startApiStack(inject("databaseUrl"));
});
afterAll(() => stack.close());
beforeEach(async () => {
  ann = await stack.person("operator");
  stranger = await stack.person("operator");
  stack.events.length = 0;
});
afterEach(async () => {
  stack.setInngestAway(false);
  // Other tests' files must not fill the lanes.
  await stack.sql`update public.log_files set status = 'completed', finished_at = now() where status <> 'completed'`;
});

const LINE = '{"level":50,"time":1763769600000,"pid":7,"hostname":"web-1","msg":"payment failed"}\n';

function text(seed: string = randomUUID()): string {
  return `${LINE}{"level":30,"time":1763769601000,"pid":7,"hostname":"web-1","msg":"${seed}"}\n`;
}

function sha256(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}

function request(path: string, person: TestPerson | null, init: RequestInit = {}): Request {
  const headers = new Headers(init.headers);
  if (person) headers.set("authorization", `Bearer ${person.token}`);
  return new Request(`http://127.0.0.1:3000${path}`, { ...init, headers });
}

function json(path: string, person: TestPerson | null, body: unknown): Request {
  return request(path, person, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

function announcement(content: string, more: Record<string, unknown> = {}) {
  return { name: "app.log", sizeBytes: Buffer.byteLength(content), sha256: sha256(content), ...more };
}

async function announce(person: TestPerson, content: string, more: Record<string, unknown> = {}) {
  const response = await postFile(json("/api/v1/files", person, announcement(content, more)));
  return { status: response.status, body: await response.json() };
}

async function store(
  person: TestPerson,
  objectKey: string,
  content: string | Uint8Array<ArrayBuffer>,
): Promise<number> {
  const response = await fetch(`${stack.supabaseUrl}/storage/v1/object/deployment-logs/${objectKey}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${person.token}`,
      apikey: process.env.SUPABASE_PUBLISHABLE_KEY ?? "",
      "content-type": "application/octet-stream",
    },
    body: content,
  });
  return response.status;
}

function withId<T extends string>(name: T, value: string) {
  return { params: Promise.resolve({ [name]: value } as Record<T, string>) };
}

async function completeFile(person: TestPerson | null, fileId: string) {
  const response = await postComplete(json(`/api/v1/files/${fileId}/complete`, person, {}), withId("id", fileId));
  return { status: response.status, body: await response.json() };
}

async function rowOf(fileId: string) {
  const [row] = await stack.sql`
    select f.*, d.name as deployment, v.name as device from public.log_files f
    left join public.deployments d on d.id = f.deployment_id left join public.devices v on v.id = f.device_id
    where f.id = ${fileId}`;
  if (!row) throw new Error(`There is no file ${fileId}.`);
  return row;
}

/** Announced, stored and completed. */
async function sent(person: TestPerson, content: string, more: Record<string, unknown> = {}): Promise<string> {
  const { body } = await announce(person, content, more);
  expect(await store(person, body.upload.objectKey, content)).toBe(200);
  expect((await completeFile(person, body.file.id)).status).toBe(202);
  return body.file.id;
}

describe("POST /api/v1/files", () => {
  it("makes a row and says where its bytes go", async () => {
    const { status, body } = await announce(ann, text(), {
      deployment: "Wave 7",
      device: "LT-1",
      timeZone: "Europe/Berlin",
    });
    expect(status).toBe(201);
    expect(body.upload).toEqual({
      endpoint: `${stack.supabaseUrl}/storage/v1/upload/resumable`,
      bucket: "deployment-logs",
      objectKey: `${ann.organizationId}/${body.file.id}/app.log`,
      isStored: false,
    });
    expect(await rowOf(body.file.id)).toMatchObject({
      status: "pending",
      deployment: "Wave 7",
      device: "LT-1",
      time_zone_setting: "Europe/Berlin",
      created_by: ann.userId,
    });
  });

  it("gives the same row again for an upload that was not finished", async () => {
    const content = text();
    const first = await announce(ann, content);
    const again = await announce(ann, content, { deployment: "Wave 8" });
    expect(again.body.file.id).toBe(first.body.file.id);
    expect((await rowOf(first.body.file.id)).deployment).toBe("Wave 8");
  });

  it("gives a colleague a row of their own", async () => {
    const content = text();
    const colleague = await stack.person("operator", ann.organizationId);
    const first = await announce(ann, content);
    expect((await announce(colleague, content)).body.file.id).not.toBe(first.body.file.id);
  });

  it("says that the bytes are there when only completion is missing", async () => {
    const content = text();
    const { body } = await announce(ann, content);
    await store(ann, body.upload.objectKey, content);
    expect((await announce(ann, content)).body.upload.isStored).toBe(true);
  });

  it("links the same content to the first file, within the organisation only", async () => {
    const content = text();
    const fileId = await sent(ann, content);
    const again = await announce(ann, content, { name: "copy.log" });
    expect(again.status).toBe(200);
    expect(again.body.duplicateOf).toEqual({ id: fileId, name: "app.log" });
    expect(await rowOf(again.body.file.id)).toMatchObject({ status: "completed", duplicate_of: fileId });
    expect((await announce(stranger, content)).status).toBe(201);
  });

  it("takes content anew whose first file failed", async () => {
    const content = text();
    const fileId = await sent(ann, content);
    await stack.sql`update public.log_files set status = 'failed' where id = ${fileId}`;
    expect((await announce(ann, content)).status).toBe(201);
  });

  it.each([
    ["an empty file", { sizeBytes: 0 }, 422, /0 bytes/],
    ["a file of more than 5 GiB", { sizeBytes: 5 * 1024 ** 3 + 1 }, 413, /5 GiB/],
    ["no name", { name: " \n " }, 422, /name/],
    ["a hash that is none", { sha256: "abc" }, 422, /sha256/],
    ["a time zone that does not exist", { timeZone: "Mars/Olympus" }, 422, /time zone/],
    ["a deployment name of 300 characters", { deployment: "x".repeat(300) }, 422, /deployment/],
  ])("refuses %s", async (_name, change, status, message) => {
    const answer = await announce(ann, text(), change);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toMatch(message);
  });

  it("refuses a body that is no JSON, or of another type", async () => {
    const broken = request("/api/v1/files", ann, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{",
    });
    expect((await postFile(broken)).status).toBe(400);
    expect((await postFile(request("/api/v1/files", ann, { method: "POST", body: "name=x" }))).status).toBe(415);
  });

  it("refuses viewers, people without a team, and everybody without a valid token", async () => {
    const body = announcement(text());
    const viewer = await stack.person("viewer", ann.organizationId);
    const nobody = await stack.person(null);
    expect((await postFile(json("/api/v1/files", viewer, body))).status).toBe(403);
    expect((await postFile(json("/api/v1/files", nobody, body))).status).toBe(403);
    expect((await postFile(json("/api/v1/files", null, body))).status).toBe(401);
    const forged = { ...ann, token: `${ann.token.slice(0, -4)}AAAA` };
    const refused = await postFile(json("/api/v1/files", forged, body));
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toContain("Bearer");
    expect((await refused.json()).error.code).toBe("unauthenticated");
  });
});

describe("POST /api/v1/files/:id/complete", () => {
  it("queues the file with its format, lane and reason, and sends one event", async () => {
    await stack.sql`update public.lane_settings set start_delay_ms = 0, quiet_ms = 0`;
    const fileId = await sent(ann, text());
    const row = await rowOf(fileId);
    expect(row).toMatchObject({ format: "pino", status: "processing", dispatch: 1, attempts: 1 });
    expect(row.lane_reason).toMatch(/pino/);
    expect(row.dispatched_at).not.toBeNull();
    const { organizationId } = ann;
    const data = { fileId, organizationId, lane: row.lane, dispatch: 1 };
    expect(stack.events).toMatchObject([{ id: `${fileId}:1`, name: "file/ingest.requested", data }]);
    const events = await stack.sql`select kind from public.processing_events where file_id = ${fileId} order by id`;
    expect(events.map((event) => event.kind)).toEqual(["received", "queued", "started"]);
  });

  it("sets the alarm when a delay holds the file", async () => {
    await stack.sql`update public.lane_settings set start_delay_ms = 3000`;
    await sent(ann, text());
    await stack.sql`update public.lane_settings set start_delay_ms = 0`;
    expect(stack.events.map((event) => event.name)).toEqual(["queue/admission.due"]);
  });

  it("changes nothing when asked again", async () => {
    const fileId = await sent(ann, text());
    const before = await rowOf(fileId);
    expect(await completeFile(ann, fileId)).toMatchObject({ status: 202, body: { jobId: fileId } });
    expect((await rowOf(fileId)).dispatch).toBe(before.dispatch);
  });

  it("accepts the file although Inngest is away, and leaves the event to the sweep", async () => {
    await stack.sql`update public.lane_settings set start_delay_ms = 0, quiet_ms = 0`;
    stack.setInngestAway(true);
    const fileId = await sent(ann, text());
    expect(await rowOf(fileId)).toMatchObject({ status: "processing", dispatched_at: null });
  });

  it("refuses a file whose upload is not finished", async () => {
    const { body } = await announce(ann, text());
    const answer = await completeFile(ann, body.file.id);
    expect(answer.status).toBe(409);
    expect((await rowOf(body.file.id)).status).toBe("pending");
  });

  it("fails a file that is not as long as announced", async () => {
    const content = text();
    const { body } = await announce(ann, content, { sizeBytes: Buffer.byteLength(content) + 1 });
    await store(ann, body.upload.objectKey, content);
    expect((await completeFile(ann, body.file.id)).status).toBe(422);
    const row = await rowOf(body.file.id);
    expect(row.status).toBe("failed");
    expect(row.error.message).toMatch(/bytes instead of/);
  });

  it("links the second of two uploads of the same content that ran at the same time", async () => {
    const content = text();
    const colleague = await stack.person("operator", ann.organizationId);
    const first = (await announce(ann, content)).body;
    const second = (await announce(colleague, content)).body;
    await store(ann, first.upload.objectKey, content);
    await store(colleague, second.upload.objectKey, content);
    await completeFile(ann, first.file.id);
    const answer = await completeFile(colleague, second.file.id);
    expect(answer.body.duplicateOf.id).toBe(first.file.id);
    const objects = await stack.sql`select 1 from storage.objects where name = ${second.upload.objectKey}`;
    expect(objects.length).toBe(0);
  });

  it("recognises a gzip by its content", async () => {
    const packed = gzipSync(text());
    const hash = createHash("sha256").update(packed).digest("hex");
    const { body } = await announce(ann, "", { name: "app.log.gz", sizeBytes: packed.length, sha256: hash });
    await store(ann, body.upload.objectKey, new Uint8Array(packed));
    await completeFile(ann, body.file.id);
    expect((await rowOf(body.file.id)).format).toBe("pino");
  });

  it("does not know another organisation's file, nor an id that is none", async () => {
    const { body } = await announce(ann, text());
    expect((await completeFile(stranger, body.file.id)).status).toBe(404);
    expect((await completeFile(ann, "not-an-id")).status).toBe(404);
    expect((await completeFile(null, body.file.id)).status).toBe(401);
    const viewer = await stack.person("viewer", ann.organizationId);
    expect((await completeFile(viewer, body.file.id)).status).toBe(403);
  });
});

describe("POST /api/v1/files/:id/cancel", () => {
  const cancel = async (person: TestPerson, fileId: string) =>
    (await postCancel(json(`/api/v1/files/${fileId}/cancel`, person, {}), withId("id", fileId))).status;

  it("ends an upload under way, whose bytes are refused from then on", async () => {
    const content = text();
    const { body } = await announce(ann, content);
    expect(await cancel(ann, body.file.id)).toBe(200);
    expect(await rowOf(body.file.id)).toMatchObject({ status: "failed", error: { code: "cancelled" } });
    expect(await store(ann, body.upload.objectKey, content)).toBeGreaterThanOrEqual(400);
    expect(await cancel(ann, body.file.id)).toBe(409);
  });

  it("ends a run: its dispatch is over and Inngest hears of it", async () => {
    await stack.sql`update public.lane_settings set start_delay_ms = 0, quiet_ms = 0`;
    const fileId = await sent(ann, text());
    const before = await rowOf(fileId);
    expect(await cancel(ann, fileId)).toBe(200);
    expect((await rowOf(fileId)).dispatch).toBe(before.dispatch + 1);
    expect(stack.events.at(-1)).toMatchObject({ name: "file/ingest.cancelled", data: { fileId } });
  });

  it("is for operators of the organisation only", async () => {
    const { body } = await announce(ann, text());
    const viewer = await stack.person("viewer", ann.organizationId);
    expect(await cancel(stranger, body.file.id)).toBe(404);
    expect(await cancel(viewer, body.file.id)).toBe(403);
  });
});

describe("POST /api/upload-logs", () => {
  async function send(
    person: TestPerson | null,
    content: string | null,
    fields: Record<string, string> = {},
    headers = {},
  ) {
    const form = new FormData();
    if (content !== null) form.set("file", new File([content], "setup #1.log"));
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const response = await postUpload(request("/api/upload-logs", person, { method: "POST", body: form, headers }));
    return { status: response.status, body: await response.json() };
  }

  async function leftovers(person: TestPerson) {
    const objects = await stack.sql`select 1 from storage.objects where name like ${`${person.organizationId}/%`}`;
    const open = await stack.sql`
      select 1 from public.log_files where organization_id = ${person.organizationId} and status <> 'failed'`;
    return objects.length + open.length;
  }

  it("stores the file, checks length and hash, and queues it", async () => {
    const content = text();
    const fields = {
      deployment: "Wave 9",
      device: "LT-9",
      sha256: sha256(content),
      size: String(Buffer.byteLength(content)),
    };
    const { status, body } = await send(ann, content, fields);
    expect(status).toBe(202);
    expect(body).toEqual({ jobId: body.fileId, fileId: body.fileId, status: "pending" });
    const row = await rowOf(body.fileId);
    expect(row).toMatchObject({ source: "api", name: "setup #1.log", deployment: "Wave 9", device: "LT-9" });
    expect(row).toMatchObject({ sha256: sha256(content), size_bytes: Buffer.byteLength(content) });
    expect(row.queued_at).not.toBeNull();
  });

  it("takes a file of several megabytes intact", async () => {
    const content = LINE.repeat(60_000);
    const { status, body } = await send(ann, content, {}, { "x-content-sha256": sha256(content) });
    expect(status).toBe(202);
    expect((await rowOf(body.fileId)).size_bytes).toBe(Buffer.byteLength(content));
  });

  it("links content that is there already and keeps no second copy", async () => {
    const content = text();
    const first = await send(ann, content);
    const again = await send(ann, content);
    expect(again.body.duplicateOf.id).toBe(first.body.fileId);
    const objects = await stack.sql`select 1 from storage.objects where name like ${`${ann.organizationId}/%`}`;
    expect(objects.length).toBe(1);
  });

  it.each([
    ["another length", text(), { size: "5" }, 422, /bytes arrived instead of 5/],
    ["another hash", text(), { sha256: "0".repeat(64) }, 422, /another SHA-256/],
    ["a field that is not usable", text(), { timeZone: "Nowhere/Else" }, 422, /timeZone/],
    ["an empty file", "", {}, 422, /empty/],
  ])("refuses %s and keeps nothing", async (_name, content, fields, status, message) => {
    const answer = await send(ann, content, fields);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toMatch(message);
    expect(await leftovers(ann)).toBe(0);
  });

  it("refuses a form without a file, two files, and other content types", async () => {
    expect((await send(ann, null, { deployment: "x" })).status).toBe(400);
    const two = new FormData();
    two.append("file", new File([text()], "a.log"));
    two.append("file", new File([text()], "b.log"));
    expect((await postUpload(request("/api/upload-logs", ann, { method: "POST", body: two }))).status).toBe(400);
    expect((await postUpload(request("/api/upload-logs", ann, { method: "POST", body: "text" }))).status).toBe(415);
    expect(await leftovers(ann)).toBe(0);
  });

  it("ends the file when the connection breaks in the middle", async () => {
    const boundary = "----x";
    const start = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.log"\r\n\r\n${LINE.repeat(5000)}`;
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode(start)),
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        controller.error(new Error("socket hang up"));
      },
    });
    const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
    const init = { method: "POST", body, headers, duplex: "half" } as RequestInit;
    const response = await postUpload(request("/api/upload-logs", ann, init));
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toMatch(/broke off/);
    expect(await leftovers(ann)).toBe(0);
    const [row] = await stack.sql`select error from public.log_files where organization_id = ${ann.organizationId}`;
    expect(row?.error.message).toMatch(/broke off/);
  });

  it("answers 413 with the way to a direct upload where the platform's limit is smaller", async () => {
    const { env } = await import("#lib/platform/env.ts");
    const vercel = Object.assign(env(), { isVercel: true });
    try {
      const answer = await send(ann, text(), {}, { "content-length": "5000000" });
      expect(answer.status).toBe(413);
      expect(answer.body.error.details.upload.announce).toContain("/api/v1/files");
    } finally {
      vercel.isVercel = false;
    }
  });

  it("refuses viewers and requests without a token before reading the body", async () => {
    const viewer = await stack.person("viewer", ann.organizationId);
    expect((await send(viewer, text())).status).toBe(403);
    expect((await send(null, text())).status).toBe(401);
  });
});

describe("GET /api/queue-status", () => {
  it("answers without a token, with totals only", async () => {
    const response = await getQueueStatus(request("/api/queue-status", null));
    expect(response.status).toBe(200);
    const { lanes } = await response.json();
    expect(Object.keys(lanes)).toEqual(["high", "medium", "low"]);
    for (const lane of Object.values(lanes)) {
      expect(Object.keys(lane as object).sort()).toEqual(["oldestWaitMs", "running", "waiting"]);
    }
  });

  it("asks a client that asks too often to wait", async () => {
    const ask = () =>
      getQueueStatus(request("/api/queue-status", null, { headers: { "x-forwarded-for": "203.0.113.9" } }));
    const answers = await Promise.all(Array.from({ length: 70 }, ask));
    const refused = answers.find((response) => response.status === 429);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused?.json()).toMatchObject({ error: { code: "rate_limited" } });
  });
});

describe("GET /api/stats", () => {
  it("adds up the caller's organisations and nobody else's", async () => {
    const fileId = await sent(ann, text());
    await stack.sql`
      update public.log_files set status = 'completed', record_count = 2, reject_count = 1,
        severity_counts = '{"info": 1, "error": 1}' where id = ${fileId}`;
    await announce(ann, text("again"));
    const stats = await (await getStats(request("/api/stats", ann))).json();
    expect(stats).toMatchObject({ files: { completed: 1, pending: 1, duplicates: 0 }, records: 2, rejects: 1 });
    expect(stats.severities).toMatchObject({ info: 1, error: 1, fatal: 0 });
    expect(stats.formats).toEqual({ pino: { files: 1, records: 2 } });
    const others = await (await getStats(request("/api/stats", stranger))).json();
    expect(others).toMatchObject({ files: { completed: 0, pending: 0 }, records: 0, formats: {} });
    expect((await getStats(request("/api/stats", null))).status).toBe(401);
  });

  it("tells a job, and a linked one as the file it is linked to", async () => {
    const content = text();
    const fileId = await sent(ann, content);
    await stack.sql`update public.log_files set status = 'completed', record_count = 2 where id = ${fileId}`;
    const copy = (await announce(ann, content)).body.file.id;
    const ask = async (person: TestPerson, id: string) => {
      const response = await getJob(request(`/api/stats/${id}`, person), withId("jobId", id));
      return { status: response.status, body: await response.json() };
    };
    expect((await ask(ann, fileId)).body).toMatchObject({
      jobId: fileId,
      state: "completed",
      records: 2,
      format: "pino",
    });
    expect((await ask(ann, copy)).body).toMatchObject({
      jobId: copy,
      state: "completed",
      records: 2,
      duplicateOf: { id: fileId },
    });
    expect((await ask(stranger, fileId)).status).toBe(404);
    expect((await ask(ann, randomUUID())).status).toBe(404);
    expect((await ask(ann, "x")).status).toBe(404);
  });
});
