import { describe, expect, it } from "vitest";
import { InvalidEnvironmentError, parseEnv } from "./env.ts";

const COMPLETE = {
  DATABASE_URL: "postgres://app:pw@127.0.0.1:5432/sluice",
  SUPABASE_URL: "http://127.0.0.1:54321/",
  SUPABASE_PUBLISHABLE_KEY: "sb_publishable_x",
  SUPABASE_SECRET_KEY: "sb_secret_x",
  INNGEST_DEV: "http://127.0.0.1:8288",
};
const HOSTED = {
  VERCEL: "1",
  POSTGRES_URL: "postgres://app:pw@pooler.example.com:6543/postgres?sslmode=require&supa=base-pooler.x",
  NEXT_PUBLIC_SUPABASE_URL: "https://ref.example.com",
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: "sb_publishable_x",
  SUPABASE_SERVICE_ROLE_KEY: "sb_secret_x",
  INNGEST_EVENT_KEY: "event-key",
  INNGEST_SIGNING_KEY: "signkey-prod-0a1b",
};

function problemsOf(values: Record<string, string | undefined>): readonly string[] {
  try {
    parseEnv(values);
  } catch (error) {
    if (error instanceof InvalidEnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

describe("env", () => {
  it("takes the names of a stack on this machine", () => {
    const env = parseEnv(COMPLETE);
    expect(env.supabaseUrl).toBe("http://127.0.0.1:54321");
    expect(env.databaseTls).toEqual({ mode: "off", ca: null });
    expect(env.inngest).toEqual({ kind: "dev", url: "http://127.0.0.1:8288" });
    expect(env.bulkWrite).toBe("copy");
    expect(env.ingestIn).toBe("threads");
  });

  it("takes the names that the hosting integrations set", () => {
    const env = parseEnv(HOSTED);
    expect(env.databaseUrl).toBe("postgres://app:pw@pooler.example.com:6543/postgres");
    expect(env.databaseTls).toEqual({ mode: "require", ca: null });
    expect(env.supabasePublishableKey).toBe("sb_publishable_x");
    expect(env.supabaseSecretKey).toBe("sb_secret_x");
    expect(env.inngest).toMatchObject({ kind: "signed", url: "https://inn.gs" });
  });

  it("prefers its own names to the integrations'", () => {
    expect(parseEnv({ ...HOSTED, SUPABASE_URL: "https://own.example.com" }).supabaseUrl).toBe(
      "https://own.example.com",
    );
  });

  it("verifies the server as soon as a CA is given, whatever sslmode says", () => {
    const ca = "-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----";
    expect(parseEnv({ ...HOSTED, DATABASE_CA: ca }).databaseTls).toEqual({
      mode: "verify",
      ca: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
    });
  });

  it("keeps parameters of the URL that Postgres knows", () => {
    const url = "postgres://a:b@db.example.com/x?options=-c%20search_path%3Dpublic&sslmode=verify-full";
    const env = parseEnv({ ...COMPLETE, DATABASE_URL: url });
    expect(env.databaseUrl).toContain("options=");
    expect(env.databaseTls.mode).toBe("verify");
  });

  it("names everything that is missing in one message", () => {
    const problems = problemsOf({});
    expect(problems).toEqual([
      "DATABASE_URL or POSTGRES_URL is missing.",
      "SUPABASE_URL or NEXT_PUBLIC_SUPABASE_URL is missing.",
      "SUPABASE_PUBLISHABLE_KEY or NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY is missing.",
      "SUPABASE_SECRET_KEY or SUPABASE_SERVICE_ROLE_KEY is missing.",
      "INNGEST_EVENT_KEY is missing.",
      "INNGEST_SIGNING_KEY is missing.",
    ]);
    expect(new InvalidEnvironmentError(problems).message).toContain("INNGEST_SIGNING_KEY is missing.");
  });

  it.each([
    ["an empty value counts as missing", { SUPABASE_SECRET_KEY: " " }, /SUPABASE_SECRET_KEY/],
    ["a database URL of another kind is refused", { DATABASE_URL: "mysql://x/y" }, /DATABASE_URL must look like/],
    ["an unknown sslmode is refused", { DATABASE_URL: "postgres://h/d?sslmode=maybe" }, /sslmode/],
    ["a Supabase URL without a scheme is refused", { SUPABASE_URL: "ref.supabase.co" }, /SUPABASE_URL must be/],
    ["a CA that is no PEM is refused", { DATABASE_CA: "abc" }, /DATABASE_CA/],
    ["an unknown bulk writer is refused", { BULK_WRITE: "insert" }, /BULK_WRITE/],
    ["an unknown place to read files is refused", { INGEST_IN: "cloud" }, /INGEST_IN must be threads or main/],
    ["a short set-up code is refused", { SLUICE_SETUP_CODE: "abc-123" }, /SLUICE_SETUP_CODE/],
    ["INNGEST_DEV may not point elsewhere", { INNGEST_DEV: "http://inngest.example.com:8288" }, /INNGEST_DEV/],
    ["INNGEST_DEV may not only look like loopback", { INNGEST_DEV: "http://127.0.0.1.example.com" }, /INNGEST_DEV/],
    ["INNGEST_DEV is refused on Vercel even for loopback", { VERCEL: "1", INNGEST_DEV: "1" }, /INNGEST_DEV.*Vercel/],
    ["an AWS key without its secret is refused", { AWS_ACCESS_KEY_ID: "AK" }, /AWS_SECRET_ACCESS_KEY is missing/],
    ["a malformed AWS_ENDPOINT is refused", { AWS_ENDPOINT: "localhost:4566" }, /AWS_ENDPOINT must be an http/],
    ["a URL as private endpoint is refused", { SLUICE_PRIVATE_ENDPOINTS: "http://x" }, /SLUICE_PRIVATE_ENDPOINTS/],
    ["INNGEST_DEV=0 asks for the keys", { INNGEST_DEV: "0" }, /INNGEST_SIGNING_KEY is missing/],
  ])("%s", (_name, change, expected) => {
    expect(problemsOf({ ...COMPLETE, ...change }).join("\n")).toMatch(expected);
  });

  it("never repeats a value in its message", () => {
    const secret = "postgres//app:hunter2@host";
    expect(problemsOf({ ...COMPLETE, DATABASE_URL: secret }).join()).not.toContain("hunter2");
  });

  it("sends events to the Inngest server that the SDK is pointed to", () => {
    const own = parseEnv({ ...HOSTED, INNGEST_BASE_URL: "http://inngest:8288/" });
    expect(own.inngest).toMatchObject({ kind: "signed", url: "http://inngest:8288" });
    expect(problemsOf({ ...HOSTED, INNGEST_BASE_URL: "inngest:8288" })).toEqual([
      "INNGEST_BASE_URL must be an http or https URL.",
    ]);
  });

  it("gives out metrics for a token of some length only", () => {
    expect(parseEnv(COMPLETE).metricsToken).toBeNull();
    expect(parseEnv({ ...COMPLETE, METRICS_TOKEN: "0123456789abcdef" }).metricsToken).toBe("0123456789abcdef");
    expect(problemsOf({ ...COMPLETE, METRICS_TOKEN: "secret" })).toEqual([
      "METRICS_TOKEN must have at least 16 characters, chosen at random.",
    ]);
  });
});
