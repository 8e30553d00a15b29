import { join } from "node:path";
import { startEngine } from "../../inngest/local/start-engine.ts";
import { freePort } from "../../supabase/local/free-port.ts";
import { migrate } from "../../supabase/local/migrate.ts";
import { startPostgres } from "../../supabase/local/postgres.ts";
import { startSupabase } from "../../supabase/local/start-supabase.ts";
import { loadOrCreateSecrets } from "../stack/secrets.ts";

/** All that an app needs beside itself, as its own parts of this process. */
export interface Parts {
  appUrl: string;
  databaseUrl: string;
  supabaseUrl: string;
  publishableKey: string;
  /** For the app. */
  env: Record<string, string>;
  close(): Promise<void>;
}

const FIRST_PORT = 47_000;

/** Starts a database of its own with Supabase and the queue, for an app on a port that is free. */
export async function startParts(stateDir: string): Promise<Parts> {
  const closes: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closePart of closes.splice(0).reverse()) await closePart();
  };
  try {
    const secrets = await loadOrCreateSecrets(stateDir);
    const appPort = await freePort(FIRST_PORT);
    const appUrl = `http://127.0.0.1:${appPort}`;
    const database = await startPostgres({ stateDir, port: await freePort(FIRST_PORT + 200) });
    closes.push(() => database.destroy());
    await migrate(database.url);
    const supabase = await startSupabase({
      ...secrets,
      port: await freePort(FIRST_PORT + 400),
      databaseUrl: database.url,
      storageDir: join(stateDir, "storage"),
      siteUrl: appUrl,
    });
    closes.push(() => supabase.close());
    const engine = await startEngine({
      databaseUrl: database.url,
      port: await freePort(FIRST_PORT + 600),
      appUrl: `${appUrl}/api/inngest`,
    });
    closes.push(() => engine.stop());
    const { publishableKey, secretKey } = secrets;
    const env = {
      PORT: String(appPort),
      DATABASE_URL: database.url,
      SUPABASE_URL: supabase.url,
      SUPABASE_PUBLISHABLE_KEY: publishableKey,
      SUPABASE_SECRET_KEY: secretKey,
      INNGEST_DEV: engine.url,
    };
    return { appUrl, databaseUrl: database.url, supabaseUrl: supabase.url, publishableKey, env, close };
  } catch (error) {
    await close();
    throw error;
  }
}
