import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "../../_testing/api-stack.ts";
import { announce, announcement, json, request, rowOf, sent, store, text } from "../../_testing/intake-kit.ts";
import { POST as postFile } from "./route.ts";

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
    expect(await rowOf(stack, body.file.id)).toMatchObject({
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
    expect((await rowOf(stack, first.body.file.id)).deployment).toBe("Wave 8");
  });

  it("goes by what was chosen last, also when that is nothing", async () => {
    const content = text();
    const chosen = { timeZone: "Europe/Berlin", format: "plain", lane: "high" };
    const { body } = await announce(ann, content, chosen);
    const settings = { time_zone_setting: "Europe/Berlin", format_setting: "plain", lane_setting: "high" };
    expect(await rowOf(stack, body.file.id)).toMatchObject(settings);
    await announce(ann, content);
    const none = { time_zone_setting: null, format_setting: null, lane_setting: null };
    expect(await rowOf(stack, body.file.id)).toMatchObject(none);
  });

  it.each([
    ["a format that does not exist", { format: "word" }],
    ["a lane that does not exist", { lane: "express" }],
  ])("refuses %s", async (_name, chosen) => {
    expect((await announce(ann, text(), chosen)).status).toBe(422);
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
    await store(stack, ann, { objectKey: body.upload.objectKey, content });
    expect((await announce(ann, content)).body.upload.isStored).toBe(true);
  });

  it("links the same content to the first file, within the organisation only", async () => {
    const content = text();
    const fileId = await sent(stack, ann, content);
    const again = await announce(ann, content, { name: "copy.log" });
    expect(again.status).toBe(200);
    expect(again.body.duplicateOf).toEqual({ id: fileId, name: "app.log" });
    expect(await rowOf(stack, again.body.file.id)).toMatchObject({ status: "completed", duplicate_of: fileId });
    expect((await announce(stranger, content)).status).toBe(201);
  });

  it("takes content anew whose first file failed", async () => {
    const content = text();
    const fileId = await sent(stack, ann, content);
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
    const expired = await postFile(json("/api/v1/files", { ...ann, token: await stack.shortToken(ann, -60) }, body));
    expect(expired.status).toBe(401);
    expect((await expired.json()).error.message).toMatch(/has expired/);
    const forged = { ...ann, token: `${ann.token.slice(0, -4)}AAAA` };
    const refused = await postFile(json("/api/v1/files", forged, body));
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toContain("Bearer");
    expect((await refused.json()).error.code).toBe("unauthenticated");
  });
});
