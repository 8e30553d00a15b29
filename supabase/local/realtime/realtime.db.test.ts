import { importJWK, SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from "vitest";
import WebSocket from "ws";
import { type TestSupabase, type TestUser, testSupabase } from "../test-supabase.ts";
import { prune } from "./start-realtime.ts";

let supabase: TestSupabase;
let owner: TestUser;
let team: string;
const users: TestUser[] = [];

beforeAll(async () => {
  supabase = await testSupabase(inject("databaseUrl"));
  owner = await signUp();
  team = await supabase.createOrganization(owner.id);
});
afterEach(async () => {
  for (const { client } of users) await client.removeAllChannels();
});
afterAll(() => supabase.close());

async function signUp(): Promise<TestUser> {
  const user = await supabase.signUp();
  await user.client.realtime.setAuth(user.accessToken);
  users.push(user);
  return user;
}

/** Joins and resolves with the outcome and what is heard from then on. */
function join(
  { client }: Pick<TestUser, "client">,
  topic: string,
  config: Record<string, unknown> = { private: true },
) {
  const heard: { event: string; payload: unknown }[] = [];
  const statuses: string[] = [];
  const channel = client.channel(topic, { config });
  channel.on("broadcast", { event: "*" }, ({ event, payload }) => heard.push({ event, payload }));
  return new Promise<{
    status: string;
    message: string;
    heard: typeof heard;
    statuses: string[];
    channel: typeof channel;
  }>((resolve) => {
    channel.subscribe((status, error) => {
      statuses.push(status);
      resolve({ status, message: error?.message ?? "", heard, statuses, channel });
    });
  });
}

const send = (topic: string, payload: Record<string, unknown>, isPrivate = true) =>
  supabase.sql`select realtime.send(${supabase.sql.json(payload as never)}, 'file', ${topic}, ${isPrivate})`;

test("a member hears what the database sends to the team, in order and once", async () => {
  const { status, heard } = await join(owner, `org:${team}`);
  expect(status).toBe("SUBSCRIBED");
  for (let n = 1; n <= 20; n++) await send(`org:${team}`, { n });
  await vi.waitFor(() => expect(heard).toHaveLength(20));
  expect(heard.map(({ payload }) => (payload as { n: number }).n)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(heard[0]?.event).toBe("file");
});

test("a message longer than a notice of Postgres may be arrives whole", async () => {
  const { heard } = await join(owner, `org:${team}`);
  const text = "ä".repeat(50_000);
  await send(`org:${team}`, { text });
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  expect(heard[0]?.payload).toEqual({ text });
});

test("what was rolled back is never heard", async () => {
  const { heard } = await join(owner, `org:${team}`);
  await supabase.sql
    .begin(async (tx) => {
      await tx`select realtime.send('{"n": 0}', 'file', ${`org:${team}`}, true)`;
      throw new Error("rolled back");
    })
    .catch(() => {});
  await send(`org:${team}`, { n: 1 });
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  expect(heard).toEqual([{ event: "file", payload: { n: 1 } }]);
});

test("nobody else may join the team's topic: not another user, not a client without session", async () => {
  const other = await join(await signUp(), `org:${team}`);
  expect(other).toMatchObject({ status: "CHANNEL_ERROR", message: expect.stringMatching(/permissions to read/) });
  const anonymous = await join({ client: supabase.client() }, `org:${team}`);
  expect(anonymous).toMatchObject({ status: "CHANNEL_ERROR", message: expect.stringMatching(/permissions to read/) });
  await supabase.client().removeAllChannels();
});

test("a public channel is refused, and what is sent in public reaches no private one", async () => {
  const refused = await join(owner, `org:${team}`, {});
  expect(refused).toMatchObject({ status: "CHANNEL_ERROR", message: expect.stringMatching(/PrivateOnly/) });
  await owner.client.removeAllChannels();
  const { heard } = await join(owner, `org:${team}`);
  await send(`org:${team}`, { n: 1 }, false);
  await send(`org:${team}`, { n: 2 });
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  expect(heard[0]?.payload).toEqual({ n: 2 });
});

test("a client may not speak, since no policy lets it", async () => {
  const second = await supabase.signUp();
  await supabase.sql`insert into public.memberships (organization_id, user_id, role) values (${team}, ${second.id}, 'viewer')`;
  await second.client.realtime.setAuth(second.accessToken);
  users.push(second);
  const listener = await join(second, `org:${team}`);
  const speaker = await join(owner, `org:${team}`, { private: true, broadcast: { ack: true, self: true } });
  const answer = await speaker.channel.send({ type: "broadcast", event: "hello", payload: { n: 1 } });
  expect(answer).toBe("error");
  await send(`org:${team}`, { n: 2 });
  await vi.waitFor(() => expect(listener.heard).toHaveLength(1));
  expect(listener.heard[0]?.payload).toEqual({ n: 2 });
});

test("a member who was removed loses the channel with the next token", async () => {
  const leaver = await signUp();
  await supabase.sql`insert into public.memberships (organization_id, user_id, role) values (${team}, ${leaver.id}, 'viewer')`;
  const { status, statuses } = await join(leaver, `org:${team}`);
  expect(status).toBe("SUBSCRIBED");
  await supabase.sql`delete from public.memberships where user_id = ${leaver.id}`;
  await leaver.client.realtime.setAuth((await leaver.client.auth.refreshSession()).data.session?.access_token ?? null);
  await vi.waitFor(() => expect(statuses.at(-1)).not.toBe("SUBSCRIBED"));
});

test("a channel ends with its token, and goes on with a fresh one", async () => {
  const { sql: _sql, options } = supabase;
  const key = await importJWK(JSON.parse(options.jwtPrivateKey), "ES256");
  const tokenFor = (seconds: number) =>
    new SignJWT({ role: "authenticated", sub: owner.id, aud: "authenticated" })
      .setProtectedHeader({ alg: "ES256", kid: "test" })
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .sign(key);
  const raw = await rawConnection();
  raw.send("phx_join", { config: { private: true }, access_token: await tokenFor(2) });
  expect(await raw.next("phx_reply")).toMatchObject({ status: "ok" });
  raw.send("access_token", { access_token: await tokenFor(4) });
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await send(`org:${team}`, { n: 1 });
  expect(await raw.next("broadcast")).toMatchObject({ event: "file", payload: { n: 1 } });
  expect(await raw.next("system")).toMatchObject({ status: "error", message: "Token has expired" });
  await raw.next("phx_close");
  raw.send("phx_join", { config: { private: true }, access_token: await tokenFor(-5) });
  expect(await raw.next("phx_reply")).toMatchObject({
    status: "error",
    response: { reason: expect.stringMatching(/InvalidJWT/) },
  });
  raw.close();
});

test("a heartbeat is answered, a channel that was left hears nothing", async () => {
  const raw = await rawConnection();
  raw.send("heartbeat", {}, "phoenix");
  expect(await raw.next("phx_reply")).toEqual({ status: "ok", response: {} });
  raw.send("phx_join", { config: { private: true }, access_token: owner.accessToken });
  await raw.next("phx_reply");
  raw.send("phx_leave", {});
  expect(await raw.next("phx_reply")).toMatchObject({ status: "ok" });
  await raw.next("phx_close");
  await send(`org:${team}`, { n: 1 });
  raw.send("heartbeat", {}, "phoenix");
  expect(await raw.next()).toMatchObject({ status: "ok" });
  raw.close();
});

test.each([
  ["a foreign page", { origin: "https://evil.example" }, (key: string) => key, 403],
  ["a wrong key", {}, () => "sb_publishable_guess", 401],
])("%s gets no connection", async (_who, headers, keyOf, status) => {
  const key = keyOf(supabase.options.publishableKey);
  const socket = new WebSocket(`${supabase.url.replace("http", "ws")}/realtime/v1/websocket?apikey=${key}`, {
    headers,
  });
  const answer = await new Promise((resolve) =>
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode)),
  );
  expect(answer).toBe(status);
});

test("messages older than an hour are removed", async () => {
  const { sql } = supabase;
  await sql`insert into realtime.messages (topic, inserted_at) values
    ('old', (now() at time zone 'utc') - interval '61 minutes'), ('new', (now() at time zone 'utc') - interval '59 minutes')`;
  await prune(sql);
  expect(await sql`select topic from realtime.messages where topic in ('old', 'new')`).toEqual([{ topic: "new" }]);
});

async function rawConnection() {
  const { options, url } = supabase;
  const address = `${url.replace("http", "ws")}/realtime/v1/websocket?apikey=${options.publishableKey}&vsn=2.0.0`;
  const socket = new WebSocket(address, { origin: options.siteUrl });
  const frames: [string, unknown][] = [];
  socket.on("message", (data) => {
    const [, , , event, payload] = JSON.parse(String(data));
    frames.push([event, payload]);
  });
  await new Promise((resolve) => socket.once("open", resolve));
  let ref = 0;
  return {
    send(event: string, payload: unknown, topic = `realtime:org:${team}`) {
      socket.send(JSON.stringify([topic === "phoenix" ? null : "1", String(++ref), topic, event, payload]));
    },
    /** The payload of the next frame, which must be of this kind. */
    async next(event?: string): Promise<unknown> {
      await vi.waitFor(() => expect(frames.length).toBeGreaterThan(0), { timeout: 5000 });
      const frame = frames.shift();
      if (event) expect(frame?.[0]).toBe(event);
      return frame?.[1];
    },
    close: () => socket.close(),
  };
}
