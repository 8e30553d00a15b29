import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "../../_testing/api-stack.ts";
import { announce, completeFile, json, rowOf, sent, store, text, withId } from "../../_testing/intake-kit.ts";
import { POST as postCancel } from "./[id]/cancel/route.ts";

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

describe("POST /api/v1/files/:id/complete", () => {
  it("queues the file with its format, lane and reason, and sends one event", async () => {
    await stack.sql`update public.lane_settings set start_delay_ms = 0, quiet_ms = 0`;
    const fileId = await sent(stack, ann, text());
    const row = await rowOf(stack, fileId);
    expect(row).toMatchObject({ format: "pino", status: "processing", dispatch: 1, attempts: 1 });
    expect(row.lane_reason).toMatch(/pino/);
    expect(row.dispatched_at).not.toBeNull();
    const { organizationId } = ann;
    const data = { fileId, organizationId, lane: row.lane, dispatch: 1 };
    expect(stack.events).toMatchObject([{ id: `${fileId}:1`, name: "file/ingest.requested", data }]);
    const events = await stack.sql`select kind from public.processing_events where file_id = ${fileId} order by id`;
    expect(events.map((event) => event.kind)).toEqual(["received", "queued", "started"]);
  });

  it("keeps to the format and the lane that its sender chose, and says who chose", async () => {
    const [person] = await stack.sql`select email from auth.users where id = ${ann.userId}`;
    const row = await rowOf(stack, await sent(stack, ann, text(), { format: "plain", lane: "high" }));
    expect(row).toMatchObject({ format: "plain", runner_up: "pino", lane: "high" });
    expect(row.lane_reason).toMatch(/^Chosen by (.+) at upload\. Its content says (Low|Medium): /);
    expect(row.lane_reason).toContain(person?.email);
  });

  it("sets the alarm when a delay holds the file", async () => {
    await stack.sql`update public.lane_settings set start_delay_ms = 3000`;
    await sent(stack, ann, text());
    await stack.sql`update public.lane_settings set start_delay_ms = 0`;
    expect(stack.events.map((event) => event.name)).toEqual(["queue/admission.due"]);
  });

  it("changes nothing when asked again", async () => {
    const fileId = await sent(stack, ann, text());
    const before = await rowOf(stack, fileId);
    expect(await completeFile(ann, fileId)).toMatchObject({ status: 202, body: { jobId: fileId } });
    expect((await rowOf(stack, fileId)).dispatch).toBe(before.dispatch);
  });

  it("accepts the file although Inngest is away, and leaves the event to the sweep", async () => {
    await stack.sql`update public.lane_settings set start_delay_ms = 0, quiet_ms = 0`;
    stack.setInngestAway(true);
    const fileId = await sent(stack, ann, text());
    expect(await rowOf(stack, fileId)).toMatchObject({ status: "processing", dispatched_at: null });
  });

  it("refuses a file whose upload is not finished", async () => {
    const { body } = await announce(ann, text());
    const answer = await completeFile(ann, body.file.id);
    expect(answer.status).toBe(409);
    expect((await rowOf(stack, body.file.id)).status).toBe("pending");
  });

  it("fails a file that is not as long as announced", async () => {
    const content = text();
    const { body } = await announce(ann, content, { sizeBytes: Buffer.byteLength(content) + 1 });
    await store(stack, ann, { objectKey: body.upload.objectKey, content });
    expect((await completeFile(ann, body.file.id)).status).toBe(422);
    const row = await rowOf(stack, body.file.id);
    expect(row.status).toBe("failed");
    expect(row.error.message).toMatch(/bytes instead of/);
  });

  it("links the second of two uploads of the same content that ran at the same time", async () => {
    const content = text();
    const colleague = await stack.person("operator", ann.organizationId);
    const first = (await announce(ann, content)).body;
    const second = (await announce(colleague, content)).body;
    await store(stack, ann, { objectKey: first.upload.objectKey, content });
    await store(stack, colleague, { objectKey: second.upload.objectKey, content });
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
    await store(stack, ann, { objectKey: body.upload.objectKey, content: new Uint8Array(packed) });
    await completeFile(ann, body.file.id);
    expect((await rowOf(stack, body.file.id)).format).toBe("pino");
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
    expect(await rowOf(stack, body.file.id)).toMatchObject({ status: "failed", error: { code: "cancelled" } });
    expect(await store(stack, ann, { objectKey: body.upload.objectKey, content })).toBeGreaterThanOrEqual(400);
    expect(await cancel(ann, body.file.id)).toBe(409);
  });

  it("ends a run: its dispatch is over and Inngest hears of it", async () => {
    await stack.sql`update public.lane_settings set start_delay_ms = 0, quiet_ms = 0`;
    const fileId = await sent(stack, ann, text());
    const before = await rowOf(stack, fileId);
    expect(await cancel(ann, fileId)).toBe(200);
    expect((await rowOf(stack, fileId)).dispatch).toBe(before.dispatch + 1);
    expect(stack.events.at(-1)).toMatchObject({ name: "file/ingest.cancelled", data: { fileId } });
  });

  it("is for operators of the organisation only", async () => {
    const { body } = await announce(ann, text());
    const viewer = await stack.person("viewer", ann.organizationId);
    expect(await cancel(stranger, body.file.id)).toBe(404);
    expect(await cancel(viewer, body.file.id)).toBe(403);
  });
});
