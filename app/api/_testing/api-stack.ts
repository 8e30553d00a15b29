import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import { type EngineOptions, startEngine } from "#inngest/local/start-engine.ts";
import { connect, database, type Sql } from "#lib/platform/database.ts";
import { freePort } from "#supabase/local/free-port.ts";
import { type RunningSupabase, startSupabase } from "#supabase/local/start-supabase.ts";
import { INNGEST_PORT } from "./inngest-address.ts";

export interface TestPerson {
  userId: string;
  token: string;
  organizationId: string;
}

export interface SentEvent {
  id?: string;
  name: string;
  data: Record<string, unknown>;
}

export interface ApiStack {
  sql: Sql;
  supabaseUrl: string;
  storageDir: string;
  /** What the app sent to Inngest, in order. */
  events: SentEvent[];
  /** While true, the stand-in for Inngest answers 500. */
  setInngestAway(isAway: boolean): void;
  /** A signed-up person with this role in a new organisation, or in a given one. */
  person(role: "owner" | "operator" | "viewer" | null, organizationId?: string): Promise<TestPerson>;
  /** Another token of this person, which ends so soon. */
  shortToken(person: TestPerson, lifetimeS: number): Promise<string>;
  close(): Promise<void>;
}

const SUPABASE_PORT = 3310;

/**
 * The real Supabase parts over the test database; sets the environment. Inngest is a stand-in that notes what is sent,
 * or, given the address of the app's Inngest route, the real engine. `ownStorageDir` is one that the test brings.
 */
export async function startApiStack(
  databaseUrl: string,
  engine?: { appUrl: string; settings?: EngineOptions["settings"] },
  ownStorageDir?: string,
): Promise<ApiStack> {
  const storageDir = ownStorageDir ?? (await mkdtemp(join(tmpdir(), "sluice-api-test-")));
  const publishableKey = `sb_publishable_${randomBytes(12).toString("hex")}`;
  const secretKey = `sb_secret_${randomBytes(12).toString("hex")}`;
  const inngest = engine ? await startRealEngine({ databaseUrl, ...engine }) : await startInngestStandIn();
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const supabase = await startTestSupabase({ databaseUrl, publishableKey, secretKey, storageDir, privateKey });
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    SUPABASE_URL: supabase.url,
    SUPABASE_PUBLISHABLE_KEY: publishableKey,
    SUPABASE_SECRET_KEY: secretKey,
  });
  const sql = connect({ url: databaseUrl, maxConnections: 2 });
  // What other tests left behind must neither hold slots nor be swept.
  await sql`update public.log_files set status = 'failed', finished_at = now() where status in ('pending', 'processing')`;
  const delays = await sql<{ lane: string; startDelayMs: number; quietMs: number }[]>`
    select lane, start_delay_ms as "startDelayMs", quiet_ms as "quietMs" from public.lane_settings`;
  return {
    sql,
    supabaseUrl: supabase.url,
    storageDir,
    events: inngest.events,
    setInngestAway: inngest.setAway,
    person: (role, organizationId) => makePerson({ sql, url: supabase.url, publishableKey, role, organizationId }),
    shortToken: (person, lifetimeS) =>
      new SignJWT({ role: "authenticated", sub: person.userId, aud: "authenticated" })
        .setProtectedHeader({ alg: "ES256", kid: "test" })
        .setIssuer(`${supabase.url}/auth/v1`)
        .setExpirationTime(Math.floor(Date.now() / 1000) + lifetimeS)
        .sign(privateKey),
    async close() {
      for (const { lane, startDelayMs, quietMs } of delays) {
        await sql`
          update public.lane_settings set start_delay_ms = ${startDelayMs}, quiet_ms = ${quietMs} where lane = ${lane}`;
      }
      await database().end({ timeout: 2 });
      await sql.end({ timeout: 2 });
      await supabase.close();
      await inngest.close();
      if (ownStorageDir === undefined) await rm(storageDir, { recursive: true, force: true });
    },
  };
}

async function startTestSupabase({
  privateKey,
  ...options
}: {
  databaseUrl: string;
  publishableKey: string;
  secretKey: string;
  storageDir: string;
  privateKey: CryptoKey;
}): Promise<RunningSupabase> {
  return startSupabase({
    ...options,
    port: await freePort(SUPABASE_PORT),
    jwtSecret: randomBytes(48).toString("base64url"),
    jwtPrivateKey: JSON.stringify({ ...(await exportJWK(privateKey)), alg: "ES256", use: "sig", kid: "test" }),
    siteUrl: "http://127.0.0.1:3311",
  });
}

interface TestInngest {
  events: SentEvent[];
  setAway(isAway: boolean): void;
  close(): Promise<void>;
}

async function startRealEngine(options: Omit<EngineOptions, "port">): Promise<TestInngest> {
  const engine = await startEngine({ ...options, port: INNGEST_PORT });
  return { events: [], setAway: () => {}, close: () => engine.stop() };
}

async function startInngestStandIn(): Promise<TestInngest> {
  const events: SentEvent[] = [];
  let isAway = false;
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString();
    if (!isAway && request.url === "/health") return void response.writeHead(200).end("{}");
    if (isAway || !request.url?.startsWith("/e/")) return void response.writeHead(500).end("{}");
    const sent: SentEvent[] = JSON.parse(body);
    events.push(...sent);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ ids: sent.map(() => randomUUID()), status: 200 }));
  });
  await new Promise<void>((resolve) => server.listen(INNGEST_PORT, "127.0.0.1", resolve));
  return {
    events,
    setAway(value: boolean) {
      isAway = value;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function makePerson(input: {
  sql: Sql;
  url: string;
  publishableKey: string;
  role: "owner" | "operator" | "viewer" | null;
  organizationId: string | undefined;
}): Promise<TestPerson> {
  const { sql, url, publishableKey, role } = input;
  const auth = createClient(url, publishableKey, { auth: { persistSession: false, autoRefreshToken: false } }).auth;
  const email = `person-${randomUUID()}@example.com`;
  const { data, error } = await auth.signUp({ email, password: randomBytes(12).toString("hex") });
  if (!data.session) throw new Error(`The test person could not sign up: ${error?.message}`);
  const userId = data.session.user.id;
  let organizationId = input.organizationId ?? "";
  if (role !== null) {
    if (!organizationId) {
      const [row] = await sql<{ id: string }[]>`
        insert into public.organizations (name) values ('Test team') returning id`;
      organizationId = row?.id ?? "";
    }
    await sql`insert into public.memberships (organization_id, user_id, role) values (${organizationId}, ${userId}, ${role})`;
  }
  return { userId, token: data.session.access_token, organizationId };
}
