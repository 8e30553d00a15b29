import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createFile } from "#lib/store/store.test-kit.ts";
import { type ApiStack, startApiStack, type TestPerson } from "../../_testing/api-stack.ts";
import { request } from "../../_testing/intake-kit.ts";
import { GET as getRejects } from "./route.ts";

let stack: ApiStack;
let ann: TestPerson;
let stranger: TestPerson;
let fileId: string;

beforeAll(async () => {
  stack = await startApiStack(inject("databaseUrl"));
  ann = await stack.person("viewer");
  stranger = await stack.person("owner");
  const { id } = await createFile(stack.sql, { id: ann.organizationId, no: 0, ownerId: ann.userId });
  fileId = id;
  await stack.sql`update public.log_files set format = 'till-agent' where id = ${fileId}`;
  for (const [recordNo, reason] of [
    [1, "no time"],
    [2, "no time"],
    [3, "cut off"],
  ] as const) {
    await stack.sql`insert into public.error_tracking (organization_id, file_id, kind, record_no, byte_offset, byte_length, text, reason)
      values (${ann.organizationId}, ${fileId}, 'reject', ${recordNo}, ${recordNo * 10}, 10, ${`line ${recordNo}`}, ${reason})`;
  }
  await stack.sql`insert into public.error_tracking (organization_id, file_id, kind, reason)
    values (${ann.organizationId}, ${fileId}, 'exception', 'the archive is damaged')`;
});
afterAll(() => stack.close());

const rejects = async (person: TestPerson | null, query: string) => {
  const response = await getRejects(request(`/api/v1/rejects?${query}`, person));
  return { status: response.status, body: await response.json() };
};

describe("GET /api/v1/rejects", () => {
  it("counts by reason and format, the most frequent first", async () => {
    const { body } = await rejects(ann, "");
    expect(body.groups.map(({ reason, count }: { reason: string; count: number }) => [reason, count])).toEqual([
      ["no time", 2],
      ["the archive is damaged", 1],
      ["cut off", 1],
    ]);
    expect(body.groups[0]).toMatchObject({ format: "till-agent", files: 1, example: { fileId, recordNumber: 2 } });
  });

  it.each([
    ["a kind", "kind=exception", 1],
    ["a reason", "reason=no+time", 1],
    ["a format", "format=till-agent", 3],
    ["a format that has none", "format=msi", 0],
  ])("is narrowed by %s", async (_name, query, groups) => {
    expect((await rejects(ann, query)).body.groups).toHaveLength(groups);
  });

  it("gives them one by one, page after page, newest first", async () => {
    const first = (await rejects(ann, `by=rows&kind=reject&fileId=${fileId}&limit=2`)).body;
    expect(first.rows).toMatchObject([{ recordNumber: 3, byteOffset: 30, text: "line 3" }, { recordNumber: 2 }]);
    const next = (await rejects(ann, `by=rows&kind=reject&limit=2&before=${first.nextCursor}`)).body;
    expect(next).toMatchObject({ rows: [{ recordNumber: 1 }], nextCursor: null });
  });

  it("shows no other team's, and asks who it is for", async () => {
    expect((await rejects(stranger, "")).body.groups).toEqual([]);
    expect((await rejects(stranger, `by=rows&fileId=${fileId}`)).body.rows).toEqual([]);
    expect((await rejects(null, "")).status).toBe(401);
  });

  it.each(["by=weather", "limit=1000", "fileId=7", "kind=warning", "before=-1"])("refuses ?%s", async (query) => {
    expect((await rejects(ann, query)).status).toBe(400);
  });
});
