import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { surviveLostConnection } from "#lib/platform/survive-lost-connection.ts";
import { reserveByTransaction } from "./lite-sessions.ts";
import { CONNECTION_OPTIONS } from "./open-pool.ts";

export interface LiteOptions {
  databaseUrl: string;
  /** HMAC secret of the tokens that stay between the gateway and lite. */
  jwtSecret: string;
  publishableKey: string;
  secretKey: string;
  siteUrl: string;
  maxConnections?: number;
}

const toJson = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
const toTime = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
/** Postgres writes "2026-11-21 10:00:00+00"; the REST API answers ISO 8601. */
const fromTime = (text: string) => text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");

// lite stringifies JSON itself and expects text for times: without these it encodes twice.
const TYPES = {
  json: { to: 114, from: [114], serialize: toJson, parse: (text: string) => JSON.parse(text) },
  jsonb: { to: 3802, from: [3802], serialize: toJson, parse: (text: string) => JSON.parse(text) },
  timestamptz: { to: 1184, from: [1184], serialize: toTime, parse: fromTime },
  timestamp: { to: 1114, from: [1114], serialize: toTime, parse: fromTime },
};

/** A connection that was lost within a transaction never reports that it has ended. */
const CLOSE_AFTER_S = 3;

export interface LiteApp {
  app: App;
  close(): Promise<void>;
}

/** REST and Auth of @supabase/lite on our Postgres; the schema cache is fixed from then on. */
export async function liteApp(options: LiteOptions): Promise<LiteApp> {
  const connection = createPostgresConnection({
    url: options.databaseUrl,
    postgresOptions: { ...CONNECTION_OPTIONS, max: options.maxConnections ?? 8, types: TYPES },
  });
  leaveGrantsAlone(connection);
  reserveByTransaction(surviveLostConnection(connection.driver));
  const app = new App({
    connection,
    api: { enabled: true, schemas: ["public"], max_rows: 1000 },
    auth: {
      enabled: true,
      jwt_secret: options.jwtSecret,
      site_url: options.siteUrl,
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
      minimum_password_length: 12,
      email: { enable_signup: true, enable_confirmations: false },
    },
    options: { server: { admin: false } },
  });
  await app.init();
  // Now rather than with the first request: one that meets a lost database would find no table, and say 404.
  await connection.introspect({ useCache: true });
  return { app, close: () => connection.driver.end({ timeout: CLOSE_AFTER_S }) };
}

/**
 * On its first request lite grants every table of every schema with policies to anon and authenticated. That would
 * undo the grants of our migrations (and hosted Supabase does no such thing), so it is told that it is done.
 */
function leaveGrantsAlone(connection: object): void {
  if (!("rlsState" in connection)) throw new Error("@supabase/lite has changed: rlsState is gone; look at its grants.");
  connection.rlsState = "active";
}
