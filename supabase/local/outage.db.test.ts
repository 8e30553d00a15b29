import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "./free-port.ts";
import { migrate } from "./migrate.ts";
import { type RunningPostgres, startPostgres } from "./postgres.ts";
import { processEnvironment, startProcess } from "./test-process.ts";
import { PASSWORD, type TestSupabase, type TestUser, testSupabase } from "./test-supabase.ts";

let stateDir: string;
let server: RunningPostgres;
let supabase: TestSupabase;
let owner: TestUser;
let team: string;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), "sluice-outage-"));
  server = await startPostgres({ stateDir, port: await freePort(54_450) });
  await migrate(server.url);
  supabase = await testSupabase(server.url);
  owner = await supabase.signUp();
  team = await supabase.createOrganization(owner.id);
});
afterAll(async () => {
  await supabase.close();
  await server.destroy();
  rmSync(stateDir, { recursive: true, force: true });
});

const headers = () => ({ apikey: supabase.options.publishableKey, authorization: `Bearer ${owner.accessToken}` });
const get = (path: string) => fetch(`${supabase.url}${path}`, { headers: headers() });
const post = (path: string, body: unknown) =>
  fetch(`${supabase.url}${path}`, {
    method: "POST",
    headers: { ...headers(), "content-type": "application/json" },
    body: JSON.stringify(body),
  });

const list = () => post("/storage/v1/object/list/deployment-logs", { prefix: "" });

test("while Postgres is gone every part says 503, and all goes on when it is back", { timeout: 90_000 }, async () => {
  const heard: unknown[] = [];
  await owner.client.realtime.setAuth(owner.accessToken);
  const channel = owner.client.channel(`org:${team}`, { config: { private: true } });
  channel.on("broadcast", { event: "*" }, ({ payload }) => heard.push(payload));
  await new Promise<void>((resolve) => channel.subscribe((status) => status === "SUBSCRIBED" && resolve()));

  process.kill(server.pid, "SIGKILL");
  await vi.waitFor(async () => expect((await get("/health")).status).toBe(503), { timeout: 10_000 });
  const refused = await Promise.all([
    get("/rest/v1/organizations?select=id"),
    post("/auth/v1/token?grant_type=password", { email: owner.email, password: PASSWORD }),
    get("/auth/v1/user"),
    list(),
    fetch(`${supabase.url}/storage/v1/upload/resumable`, {
      method: "POST",
      headers: {
        ...headers(),
        "tus-resumable": "1.0.0",
        "upload-length": "1",
        "upload-metadata": `bucketName ${btoa("deployment-logs")},objectName ${btoa("x")}`,
      },
    }),
  ]);
  expect(refused.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503]);
  for (const response of refused)
    expect(await response.json()).toMatchObject({ message: expect.stringMatching(/try again/) });

  server = await startPostgres({ stateDir, port: server.port });
  await vi.waitFor(async () => expect((await get("/health")).status).toBe(200), { timeout: 10_000 });
  expect((await owner.client.from("organizations").select("id")).data).toEqual([{ id: team }]);
  expect((await owner.client.storage.from("deployment-logs").list()).error).toBeNull();
  expect(
    (await supabase.client().auth.signInWithPassword({ email: owner.email, password: PASSWORD })).error,
  ).toBeNull();
  // Sent before the gateway listens again, perhaps: it must arrive all the same, and once.
  await supabase.sql`select realtime.send('{"n": 1}', 'file', ${`org:${team}`}, true)`;
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0), { timeout: 20_000 });
  await supabase.sql`select realtime.send('{"n": 2}', 'file', ${`org:${team}`}, true)`;
  await vi.waitFor(() => expect(heard).toEqual([{ n: 1 }, { n: 2 }]), { timeout: 10_000 });
  await owner.client.removeAllChannels();
});

test("a Postgres that is killed in the middle of work does not end the process", { timeout: 90_000 }, async () => {
  const { options } = supabase;
  const port = await freePort(54_470);
  const part = startProcess(processEnvironment({ ...options, port }));
  const ask = async (path: string, body?: string) => {
    const init = {
      headers: { apikey: options.secretKey, "content-type": "application/json" },
      method: body ? "POST" : "GET",
    };
    return (await fetch(`http://127.0.0.1:${port}${path}`, { ...init, ...(body ? { body } : {}) })).status;
  };
  await vi.waitFor(async () => expect(await ask("/health")).toBe(200), { timeout: 20_000, interval: 200 });
  const statuses = new Set<number>();
  let isUnderLoad = true;
  const load = Array.from({ length: 8 }, async (_, n) => {
    const work = () =>
      n % 2 ? ask("/rest/v1/organizations?select=id") : ask("/storage/v1/object/list/deployment-logs", "{}");
    while (isUnderLoad) statuses.add(await work());
  });
  for (let time = 0; time < 2; time++) {
    await vi.waitFor(() => expect(statuses).toContain(200), { timeout: 20_000 });
    process.kill(server.pid, "SIGKILL");
    await vi.waitFor(() => expect(statuses).toContain(503), { timeout: 20_000 });
    server = await startPostgres({ stateDir, port: server.port });
    statuses.delete(200);
  }
  await vi.waitFor(() => expect(statuses).toContain(200), { timeout: 20_000 });
  isUnderLoad = false;
  await Promise.all(load);
  expect([...statuses].sort()).toEqual([200, 503]);
  expect(part.child.exitCode).toBeNull();
  part.child.kill("SIGTERM");
  expect(await part.ended).toBe(0);
});
