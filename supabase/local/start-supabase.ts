import type { Server } from "node:http";
import { authAndRest } from "./auth-and-rest.ts";
import type { ApiKeys } from "./caller.ts";
import { freePort } from "./free-port.ts";
import { allowedOrigins, gateway } from "./gateway.ts";
import { liteApp } from "./lite-app.ts";
import { openPool } from "./open-pool.ts";
import { startRealtime } from "./realtime/start-realtime.ts";
import { sessionTokens } from "./session-tokens.ts";
import { type ByteFiles, nodeFiles } from "./storage/byte-files.ts";
import { startStorage } from "./storage/start-storage.ts";

export interface SupabaseOptions {
  /** 0 = any free one. */
  port: number;
  /** A migrated database, as its superuser. */
  databaseUrl: string;
  publishableKey: string;
  secretKey: string;
  /** HMAC secret of what stays inside: tokens between gateway and lite, signed storage addresses. */
  jwtSecret: string;
  /** ES256 private key as JWK JSON: signs the tokens that users carry. */
  jwtPrivateKey: string;
  storageDir: string;
  siteUrl: string;
  /** The largest object; 5 GiB when absent, as in supabase/config.toml. */
  maxObjectBytes?: number;
  /** The disk, for tests that let it fail. */
  files?: ByteFiles;
}

export interface RunningSupabase {
  url: string;
  close(): Promise<void>;
}

const DEFAULT_MAX_OBJECT_BYTES = 5 * 1024 ** 3;
const DEFAULT_PORT = 54_321;
const MAX_CONNECTIONS = 8;

/** Serves /auth/v1, /rest/v1, /storage/v1 and /realtime/v1 on 127.0.0.1, as hosted Supabase does. */
export async function startSupabase(options: SupabaseOptions): Promise<RunningSupabase> {
  const { databaseUrl, siteUrl } = options;
  const port = options.port === 0 ? await freePort(DEFAULT_PORT) : options.port;
  const url = `http://127.0.0.1:${port}`;
  const sql = openPool(databaseUrl, MAX_CONNECTIONS);
  const checkDatabase = async () => void (await sql`select 1`);
  await checkDatabase();
  const tokens = await sessionTokens(options.jwtPrivateKey, options.jwtSecret);
  const keys: ApiKeys = { publishableKey: options.publishableKey, secretKey: options.secretKey, tokens };
  const lite = await liteApp(options);
  const origins = allowedOrigins(siteUrl);
  const storage = await startStorage({
    sql,
    keys,
    directory: options.storageDir,
    signingSecret: options.jwtSecret,
    maxObjectBytes: options.maxObjectBytes ?? DEFAULT_MAX_OBJECT_BYTES,
    files: options.files ?? nodeFiles,
    origins,
  });
  const server = gateway({
    port,
    origins,
    authAndRest: authAndRest({ app: lite.app, sql, keys, issuer: `${url}/auth/v1`, checkDatabase }),
    storage: storage.handle,
    checkDatabase,
  });
  const realtime = await startRealtime({ server, sql, databaseUrl, keys, origins, port });
  await listen(server, port);
  return {
    url,
    async close() {
      realtime.close();
      storage.close();
      await closeServer(server);
      await Promise.all([lite.close(), sql.end({ timeout: 3 }), realtime.ended()]);
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

const CLOSE_AFTER_MS = 3000;

/** Lets running requests end for a moment, then cuts what is left. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), CLOSE_AFTER_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
