import { createServerClient } from "@supabase/ssr";
import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { PASSWORD, SITE_URL, type TestSupabase, testSupabase } from "./test-supabase.ts";

let supabase: TestSupabase;

beforeAll(async () => {
  supabase = await testSupabase(inject("databaseUrl"));
});
afterAll(() => supabase.close());

describe("a session", () => {
  test("begins with sign-up, and its token carries what hosted Supabase puts into one", async () => {
    const { accessToken, id, email } = await supabase.signUp();
    expect(decodeProtectedHeader(accessToken)).toMatchObject({ alg: "ES256", kid: "test" });
    expect(decodeJwt(accessToken)).toMatchObject({
      iss: `${supabase.url}/auth/v1`,
      sub: id,
      email,
      role: "authenticated",
      aud: "authenticated",
      aal: "aal1",
      app_metadata: { provider: "email" },
      user_metadata: expect.any(Object),
      is_anonymous: false,
      session_id: expect.any(String),
      amr: [{ method: "password", timestamp: expect.any(Number) }],
    });
  });

  test("is verified with the public key alone, without asking the server", async () => {
    const { client, id } = await supabase.signUp();
    const asked: string[] = [];
    const { fetch: original } = globalThis;
    globalThis.fetch = (input, init) => {
      asked.push(String(input));
      return original(input, init);
    };
    const { data, error } = await client.auth.getClaims().finally(() => {
      globalThis.fetch = original;
    });
    expect(error).toBeNull();
    expect(data?.claims.sub).toBe(id);
    expect(asked).toEqual([`${supabase.url}/auth/v1/.well-known/jwks.json`]);
  });

  test("goes on by refreshing, keeps its beginning, and ends with sign-out", async () => {
    const { client, id, accessToken } = await supabase.signUp();
    const refreshed = await client.auth.refreshSession();
    expect(refreshed.error).toBeNull();
    const claims = decodeJwt(refreshed.data.session?.access_token ?? "");
    expect(claims).toMatchObject({ sub: id, amr: decodeJwt(accessToken).amr });
    expect(claims.session_id).toBe(decodeJwt(accessToken).session_id);
    expect((await client.auth.getUser()).data.user?.id).toBe(id);
    const refreshToken = refreshed.data.session?.refresh_token ?? "";
    expect((await client.auth.signOut()).error).toBeNull();
    expect((await supabase.client().auth.refreshSession({ refresh_token: refreshToken })).error).not.toBeNull();
  });

  test("begins with a password sign-in, also in the cookies of a server", async () => {
    const { email, id } = await supabase.signUp();
    const cookies = new Map<string, string>();
    const client = createServerClient(supabase.url, supabase.options.publishableKey, {
      cookies: {
        getAll: () => [...cookies].map(([name, value]) => ({ name, value })),
        setAll: (list) => {
          for (const { name, value } of list) cookies.set(name, value);
        },
      },
    });
    expect((await client.auth.signInWithPassword({ email, password: PASSWORD })).error).toBeNull();
    expect(cookies.size).toBeGreaterThan(0);
    expect((await client.auth.getUser()).data.user?.id).toBe(id);
    expect((await client.auth.getClaims()).data?.claims.sub).toBe(id);
  });

  test("is not given for a wrong password, and after ten of them not for the right one either", async () => {
    const { email } = await supabase.signUp();
    const client = supabase.client();
    const first = await client.auth.signInWithPassword({ email, password: "wrong password 1" });
    expect(first.error).toMatchObject({ code: "invalid_credentials", status: 400 });
    for (let i = 2; i <= 10; i++) await client.auth.signInWithPassword({ email, password: `wrong password ${i}` });
    const limited = await client.auth.signInWithPassword({ email, password: PASSWORD });
    expect(limited.error).toMatchObject({ code: "over_request_rate_limit", status: 429 });
  });

  test("is not given for a password of less than twelve characters", async () => {
    const { error } = await supabase.client().auth.signUp({ email: "short@example.com", password: "elevenchars" });
    expect(error).toMatchObject({ code: "weak_password" });
  });
});

describe("a token is refused", () => {
  const getUser = async (token: string) => (await supabase.client().auth.getUser(token)).error;

  test("when it is signed with the secret that stays inside", async () => {
    const { accessToken } = await supabase.signUp();
    const forged = await new SignJWT({ ...decodeJwt(accessToken), role: "service_role" })
      .setProtectedHeader({ alg: "HS256" })
      .sign(new TextEncoder().encode(supabase.options.jwtSecret));
    expect(await getUser(forged)).toMatchObject({ status: 403, code: "bad_jwt" });
    const response = await fetch(`${supabase.url}/rest/v1/organizations`, {
      headers: { apikey: supabase.options.publishableKey, authorization: `Bearer ${forged}` },
    });
    expect(response.status).toBe(401);
  });

  test("when its claims were changed", async () => {
    const { accessToken } = await supabase.signUp();
    const [head, , signature] = accessToken.split(".");
    const claims = Buffer.from(JSON.stringify({ ...decodeJwt(accessToken), sub: "x" })).toString("base64url");
    expect(await getUser(`${head}.${claims}.${signature}`)).toMatchObject({ status: 403 });
  });
});

describe("REST", () => {
  test("shows each member the own team and nobody else's", async () => {
    const [ann, ben] = [await supabase.signUp(), await supabase.signUp()];
    const team = await supabase.createOrganization(ann.id);
    expect((await ann.client.from("organizations").select("id").eq("id", team)).data).toEqual([{ id: team }]);
    expect((await ben.client.from("organizations").select("id").eq("id", team)).data).toEqual([]);
    expect((await supabase.client().from("organizations").select("id").eq("id", team)).error).toMatchObject({
      code: "42501",
    });
    expect((await supabase.client("secret").from("organizations").select("id").eq("id", team)).data).toEqual([
      { id: team },
    ]);
  });

  test("leaves the grants of the migrations as they are", async () => {
    const { client } = await supabase.signUp();
    expect((await client.from("invitations").select("token_hash")).error).toMatchObject({ code: "42501" });
    const rights = await supabase.sql`
      select has_table_privilege('anon', 'public.organizations', 'select') as anon,
        has_table_privilege('authenticated', 'public.organizations', 'delete') as deletes,
        has_schema_privilege('anon', 'private', 'usage') as private`;
    expect(rights).toEqual([{ anon: false, deletes: false, private: false }]);
  });

  test.each(["auth", "private", "storage", "logs"])("does not serve the schema %s", async (schema) => {
    const { error } = await supabase.client("secret").schema(schema).from("users").select("*");
    expect(error).toMatchObject({ code: "PGRST106" });
  });

  test("calls functions as the caller", async () => {
    const { data, error } = await supabase.client().rpc("is_setup_open");
    expect(error).toBeNull();
    expect(data).toBeTypeOf("boolean");
    const claim = await supabase.client().rpc("claim_setup", { code: "x", organization_name: "x" });
    expect(claim.error).not.toBeNull();
  });

  test("answers JSON columns and times as hosted Supabase does", async () => {
    const owner = await supabase.signUp();
    const team = await supabase.createOrganization(owner.id);
    await supabase.sql`insert into public.log_files (organization_id, source, object_key, name, size_bytes, severity_counts)
      values (${team}, 'upload', ${crypto.randomUUID()}, 'a.log', 1, '{"error": 2}')`;
    const { data } = await owner.client.from("log_files").select("severity_counts, created_at");
    expect(data).toEqual([
      { severity_counts: { error: 2 }, created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/) },
    ]);
  });
});

describe("the gateway refuses", () => {
  const get = (path: string, headers: Record<string, string>) => fetch(`${supabase.url}${path}`, { headers });

  test("pages of other sites, and lets the app's own read the answer", async () => {
    const foreign = await get("/health", { origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
    const own = await get("/health", { origin: SITE_URL });
    expect(own.status).toBe(200);
    expect(own.headers.get("access-control-allow-origin")).toBe(SITE_URL);
    expect((await get("/health", { origin: "http://localhost:3000" })).status).toBe(200);
  });

  test("calls without a key, with an unknown one, and the secret one from a browser", async () => {
    expect((await get("/rest/v1/organizations", {})).status).toBe(401);
    expect((await get("/rest/v1/organizations", { apikey: "sb_secret_guess" })).status).toBe(401);
    const browser = { apikey: supabase.options.secretKey, "user-agent": "Mozilla/5.0" };
    expect((await get("/rest/v1/organizations", browser)).status).toBe(401);
  });

  test("the secret key as a bearer token", async () => {
    const headers = {
      apikey: supabase.options.publishableKey,
      authorization: `Bearer ${supabase.options.secretKey}`,
    };
    expect((await get("/rest/v1/organizations", headers)).status).toBe(401);
  });
});
