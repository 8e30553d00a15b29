import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "../_testing/api-stack.ts";
import { LINE, request, rowOf, sha256, text } from "../_testing/intake-kit.ts";
import { POST as postUpload } from "./route.ts";

let stack: ApiStack;
let ann: TestPerson;
beforeAll(async () => {
  stack = await startApiStack(inject("databaseUrl"));
});
afterAll(() => stack.close());
beforeEach(async () => {
  ann = await stack.person("operator");
  stack.events.length = 0;
});
afterEach(async () => {
  stack.setInngestAway(false);
  // Other tests' files must not fill the lanes.
  await stack.sql`update public.log_files set status = 'completed', finished_at = now() where status <> 'completed'`;
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
    const row = await rowOf(stack, body.fileId);
    expect(row).toMatchObject({ source: "api", name: "setup #1.log", deployment: "Wave 9", device: "LT-9" });
    expect(row).toMatchObject({ sha256: sha256(content), size_bytes: Buffer.byteLength(content) });
    expect(row.queued_at).not.toBeNull();
  });

  it("takes a file of several megabytes intact", async () => {
    const content = LINE.repeat(60_000);
    const { status, body } = await send(ann, content, {}, { "x-content-sha256": sha256(content) });
    expect(status).toBe(202);
    expect((await rowOf(stack, body.fileId)).size_bytes).toBe(Buffer.byteLength(content));
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
