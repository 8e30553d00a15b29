import { z } from "zod";
import { isDatabaseAway } from "./database-away.ts";
import { startSupabase } from "./start-supabase.ts";

const environmentSchema = z.object({
  SUPABASE_LOCAL_PORT: z.coerce.number().int().min(1).max(65_535),
  DATABASE_URL: z.string().min(1),
  SUPABASE_PUBLISHABLE_KEY: z.string().min(16),
  SUPABASE_SECRET_KEY: z.string().min(16),
  SUPABASE_JWT_SECRET: z.string().min(32),
  SUPABASE_JWT_PRIVATE_KEY: z.string().min(1),
  STORAGE_DIR: z.string().min(1),
  SITE_URL: z.url(),
});

/** What is stored is safe at any moment; nobody should wait longer for a clean end. */
const END_WITHIN_MS = 10_000;

/** The local Supabase as a process of its own: ends with its parent, or gracefully on SIGTERM. */
async function main(): Promise<void> {
  const parsed = environmentSchema.safeParse(process.env);
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => issue.path.join(".")));
    throw new Error(`Missing or malformed in the environment: ${[...names].join(", ")}. npm start sets them.`);
  }
  const env = parsed.data;
  const supabase = await startSupabase({
    port: env.SUPABASE_LOCAL_PORT,
    databaseUrl: env.DATABASE_URL,
    publishableKey: env.SUPABASE_PUBLISHABLE_KEY,
    secretKey: env.SUPABASE_SECRET_KEY,
    jwtSecret: env.SUPABASE_JWT_SECRET,
    jwtPrivateKey: env.SUPABASE_JWT_PRIVATE_KEY,
    storageDir: env.STORAGE_DIR,
    siteUrl: env.SITE_URL,
  });
  console.log(`Supabase answers on ${supabase.url}`);
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(0), END_WITHIN_MS).unref();
    supabase.close().then(() => process.exit(0), fail);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, end);
  process.on("disconnect", end);
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

// A connection that Postgres cuts may reject in several places of the driver at once; that must not end us.
process.on("unhandledRejection", (error) => {
  if (!isDatabaseAway(error)) return fail(error);
  console.error("The database went away:", error instanceof Error ? error.message : error);
});

main().catch(fail);
