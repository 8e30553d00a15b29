import postgres from "postgres";
import { type DatabaseTls, env } from "./env.ts";
import { openSocket } from "./open-socket.ts";
import { surviveLostConnection } from "./survive-lost-connection.ts";

export type Sql = postgres.Sql;
export type TransactionSql = postgres.TransactionSql;

export interface ConnectOptions {
  url: string;
  tls?: DatabaseTls;
  /** Small by default: a serverless instance shares a pooler with many others. */
  maxConnections?: number;
}

/**
 * Opens a pool. Nothing of it depends on a session, so a transaction-mode pooler serves as well as Postgres itself:
 * no prepared statements, no session settings. `bigint` comes as a number: sizes and counters stay below 2^53.
 */
export function connect({ url, tls = { mode: "off", ca: null }, maxConnections = 4 }: ConnectOptions): Sql {
  const options = {
    max: maxConnections,
    prepare: false,
    ssl: tlsOption(tls),
    idle_timeout: 30,
    connect_timeout: 10,
    connection: { application_name: "sluice" },
    onnotice: () => {},
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
    // Known to the driver, not to its types.
    socket: openSocket,
  };
  const sql = postgres(url, options);
  // The added type changes the driver's generic parameter only; a plain `Sql` is what every station takes.
  return surviveLostConnection(sql as unknown as Sql);
}

// Next bundles instrumentation and each route on their own: a module variable would make one pool per bundle.
const POOL = Symbol.for("sluice.database");
type PoolHolder = { [POOL]?: Sql };

/** The pool that acts as the service, past every policy: for ingest steps, crons and intake after its own checks. */
export function database(): Sql {
  const holder = globalThis as PoolHolder;
  holder[POOL] ??= openDatabase();
  return holder[POOL];
}

/** A pool of one's own with the same rights, for a thread that shares nothing. */
export function openDatabase(maxConnections?: number): Sql {
  return connect({ url: env().databaseUrl, tls: env().databaseTls, maxConnections });
}

/** Claims of a verified token; `sub` is the user. */
export type CallerClaims = { sub: string; [claim: string]: unknown };

/**
 * Runs `work` in one transaction as the signed-in person, so that row level security decides what it sees.
 * Statements end after `statementTimeoutMs` (8 s, as hosted Supabase has it).
 */
export async function asCaller<T>(
  claims: CallerClaims,
  work: (tx: TransactionSql) => Promise<T>,
  { sql = database(), statementTimeoutMs = 8000 }: { sql?: Sql; statementTimeoutMs?: number } = {},
): Promise<T> {
  const result = await sql.begin(async (tx) => {
    await actAsCaller(tx, claims, statementTimeoutMs);
    return { value: await work(tx) };
  });
  return result.value as T;
}

/** From here on the transaction acts as this person. */
export async function actAsCaller(tx: TransactionSql, claims: CallerClaims, statementTimeoutMs = 8000): Promise<void> {
  await tx`
    select set_config('statement_timeout', ${String(statementTimeoutMs)}, true),
      set_config('request.jwt.claims', ${JSON.stringify({ ...claims, role: "authenticated" })}, true),
      set_config('role', 'authenticated', true)`;
}

/** Ends {@link actAsCaller}: what follows in the transaction is the service's own work. */
export async function actAsService(tx: TransactionSql): Promise<void> {
  await tx`select set_config('role', 'none', true), set_config('request.jwt.claims', '', true)`;
}

function tlsOption({ mode, ca }: DatabaseTls): boolean | "prefer" | "require" | { ca: string } {
  if (ca !== null) return { ca };
  if (mode === "off") return false;
  return mode === "verify" ? true : mode;
}
