import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "../../_testing/api-stack.ts";
import { json, request, withId } from "../../_testing/intake-kit.ts";
import { POST as act } from "./[id]/[action]/route.ts";
import { GET as getObjects } from "./[id]/objects/route.ts";
import { GET as read, DELETE as remove, PUT as replace } from "./[id]/route.ts";
import { GET as getRuns } from "./[id]/runs/route.ts";
import { POST as create, GET as list } from "./route.ts";
import { POST as trySource } from "./test/route.ts";

const SECRET = "sk-never-shown-again";
const KEYS = { accessKeyId: "AK-NEVER-SHOWN", secretAccessKey: SECRET };
const folder = mkdtempSync(join(tmpdir(), "sluice-sources-"));

let stack: ApiStack;
let owner: TestPerson;
let operator: TestPerson;
let viewer: TestPerson;
let stranger: TestPerson;
/** Of the team that owns the server: the oldest one of the test database. */
let host: TestPerson;
/** Of the owner's team. */
let strangeId = "";
/** Every answer and every line of the log, to look for keys in. */
const heard: string[] = [];

beforeAll(async () => {
  process.env.SLUICE_ENCRYPTION_KEY = Buffer.alloc(32, 7).toString("base64");
  process.env.SLUICE_FOLDER_ROOTS = folder;
  for (const method of ["log", "info", "warn", "error"] as const) {
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => void heard.push(parts.map(String).join(" ")));
  }
  stack = await startApiStack(inject("databaseUrl"));
  // In a database of its own, this is the oldest team.
  await stack.person("owner");
  owner = await stack.person("owner");
  operator = await stack.person("operator", owner.organizationId);
  viewer = await stack.person("viewer", owner.organizationId);
  stranger = await stack.person("owner");
  const [oldest] = await stack.sql<{ id: string }[]>`select private.server_organization() as id`;
  host = await stack.person("owner", oldest?.id);
});
afterAll(async () => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
  await stack.close();
});

async function answer(response: Response) {
  const text = await response.text();
  heard.push(text);
  return { status: response.status, body: JSON.parse(text) };
}
let names = 0;
const s3 = (more: object = {}) => ({
  name: `S3 ${++names}`,
  kind: "s3",
  definition: { connection: { bucket: "app-logs" } },
  secret: KEYS,
  basedOn: 0,
  ...more,
});
const watched = (more: object = {}) => ({
  name: `Folder ${++names}`,
  kind: "folder",
  definition: { connection: { path: folder } },
  basedOn: 0,
  ...more,
});
const created = async (who: TestPerson | null, body: unknown) =>
  answer(await create(json("/api/v1/sources", who, body)));
const tried = async (who: TestPerson | null, body: unknown) =>
  answer(await trySource(json("/api/v1/sources/test", who, body)));
const idOf = async (who: TestPerson, body: unknown): Promise<string> => (await created(who, body)).body.source.id;
const at = (id: string, rest = "") => `/api/v1/sources/${id}${rest}`;
const seen = async (who: TestPerson | null, id: string) => answer(await read(request(at(id), who), withId("id", id)));
const listed = async (who: TestPerson) => answer(await list(request("/api/v1/sources", who)));
async function replaced(who: TestPerson, id: string, body: unknown) {
  const init = { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return answer(await replace(request(at(id), who, init), withId("id", id)));
}
const acted = async (who: TestPerson | null, id: string, action: string) =>
  answer(
    await act(request(at(id, `/${action}`), who, { method: "POST" }), { params: Promise.resolve({ id, action }) }),
  );
const removed = async (who: TestPerson | null, id: string) =>
  answer(await remove(request(at(id), who, { method: "DELETE" }), withId("id", id)));
const ciphertext = async (id: string) => {
  const [row] = await stack.sql<{ hex: string }[]>`
    select encode(ciphertext, 'hex') as hex from private.source_secrets where source_id = ${id}`;
  return row?.hex ?? null;
};
const asked = (id: string) =>
  stack.events.filter(({ name, data }) => name === "sources/due" && data.sourceId === id).length;

describe("keys of a source", () => {
  it("are encrypted in their row, and replaced only when others are given", async () => {
    const id = await idOf(owner, s3({ name: "Keys" }));
    const first = await ciphertext(id);
    expect(first?.length).toBeGreaterThan(80);
    for (const part of Object.values(KEYS)) expect(first).not.toContain(Buffer.from(part).toString("hex"));
    const { secret: _, ...same } = s3({ name: "Keys", basedOn: 1 });
    expect(await replaced(owner, id, same)).toMatchObject({
      status: 200,
      body: { source: { hasSecret: true, version: 2 } },
    });
    expect(await ciphertext(id)).toBe(first);
    await replaced(owner, id, s3({ name: "Keys", basedOn: 2, secret: { ...KEYS, secretAccessKey: `${SECRET}-2` } }));
    expect(await ciphertext(id)).not.toBe(first);
  });

  it("are asked for anew when the endpoint is another one", async () => {
    const id = await idOf(owner, s3({ name: "Moved" }));
    const before = await ciphertext(id);
    const definition = { connection: { bucket: "app-logs", endpoint: "https://s3.example.com" } };
    const { secret: _, ...moved } = s3({ name: "Moved", definition, basedOn: 1 });
    const { status, body } = await replaced(owner, id, moved);
    expect(status).toBe(422);
    expect(body.error.details.fields).toEqual([{ field: "secret", problem: "Enter the keys of the new endpoint." }]);
    expect((await tried(owner, { kind: "s3", definition, sourceId: id })).status).toBe(422);
    expect(await ciphertext(id)).toBe(before);
  });

  it("can't be read through the Data API by the owner, and neither can anything of another team", async () => {
    const id = await idOf(owner, s3());
    const rest = async (who: TestPerson | null, path: string, profile = "public") => {
      const key = process.env.SUPABASE_PUBLISHABLE_KEY ?? "";
      const headers = { apikey: key, "accept-profile": profile, ...(who && { authorization: `Bearer ${who.token}` }) };
      const response = await fetch(`${stack.supabaseUrl}/rest/v1/${path}`, { headers });
      const text = await response.text();
      heard.push(text);
      return response.ok ? (JSON.parse(text) as unknown[]) : response.status;
    };
    for (const who of [owner, viewer, stranger, null]) {
      expect(await rest(who, "source_secrets", "private")).toBeGreaterThanOrEqual(400);
      expect(await rest(who, "source_secrets")).toBeGreaterThanOrEqual(400);
    }
    for (const table of ["sources", "source_runs", "source_objects"]) {
      const path = `${table}?organization_id=eq.${owner.organizationId}`;
      expect(await rest(stranger, path)).toEqual([]);
      expect([401, 403, 404]).toContain(await rest(null, path));
    }
    expect(JSON.stringify(await rest(viewer, `sources?id=eq.${id}`))).toContain(id);
  });
});

describe("POST /api/v1/sources", () => {
  it("makes a source that its team sees and no other one, and has it run", async () => {
    const { status, body } = await created(owner, s3());
    expect(status).toBe(201);
    const { id } = body.source;
    expect(body.source).toMatchObject({ kind: "s3", version: 1, hasSecret: true, state: { kind: "due" } });
    expect(asked(id)).toBe(1);
    expect((await listed(viewer)).body.sources.map((source: { id: string }) => source.id)).toContain(id);
    expect((await seen(stranger, id)).status).toBe(404);
    expect(JSON.stringify((await listed(stranger)).body)).not.toContain(id);
  });

  it("is for admins and owners, before anything of the body is looked at", async () => {
    expect((await created(operator, s3())).status).toBe(403);
    expect((await created(viewer, {})).status).toBe(403);
    expect((await created(null, s3())).status).toBe(401);
  });

  it.each<[string, () => object, string]>([
    ["a folder for a team that does not own the server", () => watched(), "kind"],
    ["another team's inbox", () => bucket(`${stranger.organizationId}/inbox/`), "definition.prefix"],
    ["no keys", () => ({ ...s3(), secret: undefined }), "secret"],
    ["no bucket", () => s3({ definition: { connection: {} } }), "definition.connection.bucket"],
    ["an empty name", () => s3({ name: " " }), "name"],
    ["an unknown key", () => s3({ colour: "red" }), ""],
  ])("refuses %s and names the field", async (_name, body, field) => {
    const { status, body: refused } = await created(owner, body());
    expect(status).toBe(422);
    expect(refused.error.details.fields[0].field).toBe(field);
  });
});

const bucket = (prefix: string) => ({
  name: `Bucket ${++names}`,
  kind: "bucket",
  definition: { connection: { bucket: "deployment-logs" }, prefix },
  basedOn: 0,
});

describe("POST /api/v1/sources/test", () => {
  it("shows the first keys of a folder, whether each would be taken, and whose it is; nothing is noted", async () => {
    writeFileSync(join(folder, "app.log"), "one\n");
    writeFileSync(join(folder, "app.tmp"), "one\n");
    const definition = { connection: { path: folder }, exclude: ["*.tmp"], device: "LT-1" };
    const { status, body } = await tried(host, { kind: "folder", definition });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      listed: 2,
      taken: 1,
      objects: [
        { key: "app.log", sizeBytes: 4, passReason: null, device: "LT-1" },
        { key: "app.tmp", passReason: "It fits *.tmp, which is left out." },
      ],
    });
    expect(await stack.sql`select 1 from public.source_objects where object_key = 'app.tmp'`).toEqual([]);
  });

  it.each<[string, () => TestPerson, () => object, number]>([
    [
      "a folder of the server to another team",
      () => owner,
      () => ({ kind: "folder", definition: { connection: { path: folder } } }),
      422,
    ],
    [
      "a folder outside the allowed ones",
      () => host,
      () => ({ kind: "folder", definition: { connection: { path: "/etc" } } }),
      422,
    ],
    ["the bucket as a whole", () => owner, () => ({ kind: "bucket", definition: bucket("").definition }), 422],
    [
      "another team's inbox",
      () => owner,
      () => ({ kind: "bucket", definition: bucket(`${stranger.organizationId}/inbox/`).definition }),
      422,
    ],
    [
      "the keys of another team's source",
      () => stranger,
      () => ({ kind: "s3", definition: s3().definition, sourceId: strangeId }),
      404,
    ],
    ["anything to an operator", () => operator, () => ({ kind: "bucket", definition: bucket("").definition }), 403],
  ])("does not open %s", async (_name, who, body, status) => {
    strangeId ||= await idOf(owner, s3());
    expect((await tried(who(), body())).status).toBe(status);
  });

  it("is limited", async () => {
    const admin = await stack.person("owner");
    const own = { kind: "bucket", definition: bucket(`${admin.organizationId}/inbox/`).definition };
    const statuses = [];
    for (let count = 0; count < 12; count++) statuses.push((await tried(admin, own)).status);
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("/api/v1/sources/{id}", () => {
  it("is paused and resumed by admins, run by operators, looked at by viewers", async () => {
    const id = await idOf(owner, s3());
    expect((await acted(operator, id, "pause")).status).toBe(403);
    expect((await acted(owner, id, "pause")).body.source.state.kind).toBe("paused");
    expect((await acted(operator, id, "run")).status).toBe(409);
    expect((await acted(owner, id, "resume")).body.source.state.kind).toBe("due");
    const before = asked(id);
    expect((await acted(operator, id, "run")).status).toBe(200);
    expect(asked(id)).toBe(before + 1);
    expect((await acted(viewer, id, "run")).status).toBe(403);
    expect((await acted(stranger, id, "run")).status).toBe(404);
    expect((await acted(owner, id, "empty")).status).toBe(404);
    expect((await acted(null, id, "run")).status).toBe(401);
    expect((await seen(viewer, id)).status).toBe(200);
  });

  it("still answers when the queue is away: the source is due", async () => {
    const id = await idOf(owner, s3());
    stack.setInngestAway(true);
    const { status } = await acted(owner, id, "run").finally(() => stack.setInngestAway(false));
    expect(status).toBe(200);
  });

  it("is changed by one of two who started from the same version, and removed", async () => {
    const id = await idOf(owner, s3({ name: "Twice" }));
    expect((await replaced(owner, id, s3({ name: "Twice", basedOn: 1 }))).status).toBe(200);
    expect((await replaced(owner, id, s3({ name: "Twice", basedOn: 1 }))).status).toBe(409);
    expect((await replaced(stranger, id, s3({ basedOn: 2 }))).status).toBe(404);
    expect((await removed(viewer, id)).status).toBe(403);
    expect((await removed(stranger, id)).status).toBe(404);
    expect((await removed(owner, id)).status).toBe(200);
    expect((await seen(owner, id)).status).toBe(404);
    expect(await ciphertext(id)).toBeNull();
  });

  it("gives runs and objects to its team alone", async () => {
    const id = await idOf(owner, s3());
    await stack.sql`insert into public.source_runs (organization_id, source_id, trigger, instance, status)
      values (${owner.organizationId}, ${id}, 'person', 'i', 'completed')`;
    await stack.sql`insert into public.source_objects (organization_id, source_id, store, object_key, etag, size_bytes, sort_at, status)
      values (${owner.organizationId}, ${id}, 's3://x', ${id}, 'e', 1, now(), 'skipped')`;
    const runs = async (who: TestPerson) => answer(await getRuns(request(at(id, "/runs"), who), withId("id", id)));
    const objects = async (who: TestPerson, query = "") =>
      answer(await getObjects(request(at(id, `/objects${query}`), who), withId("id", id)));
    expect((await runs(viewer)).body.runs).toMatchObject([{ trigger: "person", status: "completed" }]);
    expect((await objects(viewer, "?status=skipped")).body.objects).toMatchObject([{ key: id }]);
    expect((await objects(viewer, "?status=taken")).body.objects).toEqual([]);
    expect((await objects(viewer, "?status=lost")).status).toBe(400);
    expect((await runs(stranger)).status).toBe(404);
    expect((await objects(stranger)).status).toBe(404);
    expect((await seen(viewer, "not-an-id")).status).toBe(404);
  });
});

it("no answer and no line of the log had a key in it", () => {
  expect(heard.length).toBeGreaterThan(40);
  expect(heard.filter((text) => text.includes(SECRET) || text.includes(KEYS.accessKeyId))).toEqual([]);
});
