import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { liteApp } from "./lite-app.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
const MIGRATIONS_DIR = join(HERE, "..", "migrations");
/** Two starts at once: the second waits for the first. */
const MIGRATION_LOCK = 7_239_401;

/**
 * Brings the database to what a hosted project has (roles, auth, storage, realtime), then applies the files of
 * supabase/migrations that are new, each in its own transaction, recorded as the Supabase CLI records them.
 * Returns the names it applied. Throws with the file's name when one fails; the ones before it stay applied.
 */
export async function migrate(url: string): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    if (await needsSystemSchema(sql)) await createSystemSchema(url);
    await sql.unsafe(readFileSync(join(HERE, "bootstrap.sql"), "utf8"));
    const applied = new Set(
      (await sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations`).map(
        (r) => r.version,
      ),
    );
    const names: string[] = [];
    for (const file of readdirSync(MIGRATIONS_DIR)
      .filter((name) => name.endsWith(".sql"))
      .sort()) {
      if (applied.has(versionOf(file))) continue;
      await applyFile(sql, file);
      names.push(file);
    }
    return names;
  } finally {
    await sql.end();
  }
}

async function needsSystemSchema(sql: postgres.Sql): Promise<boolean> {
  const [row] = await sql<{ missing: boolean }[]>`
    select to_regclass('auth.users') is null or to_regclass('supabase_migrations.schema_migrations') is null as missing`;
  return row?.missing ?? true;
}

/** The auth tables are the ones that lite works with. */
async function createSystemSchema(url: string): Promise<void> {
  // Nothing is signed here: throw-away keys.
  const key = () => randomBytes(32).toString("base64url");
  const lite = await liteApp({
    databaseUrl: url,
    jwtSecret: key(),
    publishableKey: key(),
    secretKey: key(),
    siteUrl: "http://127.0.0.1",
    maxConnections: 1,
  });
  await lite.app.ensureSystemSchema();
  await lite.close();
}

async function applyFile(sql: postgres.Sql, file: string): Promise<void> {
  const text = readFileSync(join(MIGRATIONS_DIR, file), "utf8");
  try {
    await sql.begin(async (tx) => {
      await tx.unsafe(text);
      await tx`insert into supabase_migrations.schema_migrations (version, name, statements)
        values (${versionOf(file)}, ${file.replace(/^\d+_|\.sql$/g, "")}, ${[text]})`;
    });
  } catch (cause) {
    throw new Error(`Migration ${file} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function versionOf(file: string): string {
  return file.split("_")[0] ?? file;
}
