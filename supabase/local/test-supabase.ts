import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { exportJWK, generateKeyPair } from "jose";
import postgres from "postgres";
import { freePort } from "./free-port.ts";
import { type RunningSupabase, type SupabaseOptions, startSupabase } from "./start-supabase.ts";

export const SITE_URL = "http://127.0.0.1:3000";
export const PASSWORD = "correct horse battery";

export interface TestSupabase extends RunningSupabase {
  options: SupabaseOptions;
  sql: postgres.Sql;
  /** A client without session, with the publishable key or the secret one. */
  client(key?: "publishable" | "secret"): SupabaseClient;
  /** A new account that is signed in. */
  signUp(): Promise<TestUser>;
  /** A team of its own with this owner; returns its id. */
  createOrganization(userId: string): Promise<string>;
}

export interface TestUser {
  client: SupabaseClient;
  id: string;
  email: string;
  accessToken: string;
}

/** The whole local Supabase in this process, on the database of the test run and a storage folder of its own. */
export async function testSupabase(
  databaseUrl: string,
  overrides: Partial<SupabaseOptions> = {},
): Promise<TestSupabase> {
  const storageDir = mkdtempSync(join(tmpdir(), "sluice-storage-"));
  const options = { ...(await testOptions(databaseUrl, storageDir)), ...overrides };
  const running = await startSupabase(options);
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} });
  const client: TestSupabase["client"] = (key = "publishable") =>
    createClient(running.url, key === "secret" ? options.secretKey : options.publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
    });
  return {
    ...running,
    options,
    sql,
    client,
    signUp: () => signUp(client()),
    createOrganization: (userId) => createOrganization(sql, userId),
    async close() {
      await running.close();
      await sql.end();
      rmSync(storageDir, { recursive: true, force: true });
    },
  };
}

/** Generated keys, a free port. */
export async function testOptions(databaseUrl: string, storageDir: string): Promise<SupabaseOptions> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return {
    port: await freePort(54_400),
    databaseUrl,
    publishableKey: `sb_publishable_${randomBytes(16).toString("base64url")}`,
    secretKey: `sb_secret_${randomBytes(16).toString("base64url")}`,
    jwtSecret: randomBytes(32).toString("base64url"),
    jwtPrivateKey: JSON.stringify({ ...(await exportJWK(privateKey)), alg: "ES256", kid: "test" }),
    storageDir,
    siteUrl: SITE_URL,
  };
}

async function signUp(client: SupabaseClient): Promise<TestUser> {
  const email = `${randomUUID()}@example.com`;
  const { data, error } = await client.auth.signUp({ email, password: PASSWORD });
  if (error) throw error;
  if (!data.session) throw new Error("Sign-up gave no session.");
  return { client, id: data.session.user.id, email, accessToken: data.session.access_token };
}

async function createOrganization(sql: postgres.Sql, userId: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`insert into public.organizations (name) values ('Test') returning id`;
  if (!row) throw new Error("No organisation was made.");
  await sql`insert into public.memberships (organization_id, user_id, role) values (${row.id}, ${userId}, 'owner')`;
  return row.id;
}
