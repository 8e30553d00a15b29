import postgres from "postgres";
import { openSocket } from "#lib/platform/open-socket.ts";
import { surviveLostConnection } from "#lib/platform/survive-lost-connection.ts";

export type Sql = postgres.Sql;
/** A transaction, or anything else that runs statements. */
export type Tx = postgres.ISql<Record<never, never>>;

/**
 * The engine's pool; it lives through restarts of Postgres. A fixed short reconnect delay replaces the driver's, which
 * grows to 20 s. `socket` is known to the driver, not to its types.
 */
export function openSql(databaseUrl: string, maxConnections: number): Sql {
  const options = {
    max: maxConnections,
    backoff: () => 0.2,
    connect_timeout: 5,
    onnotice: () => {},
    socket: openSocket,
    connection: { application_name: "inngest-local" },
  };
  return surviveLostConnection(postgres(databaseUrl, options));
}

const CONNECTION_CODES = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTCONN",
  "EPIPE",
  "ETIMEDOUT",
]);

/** SQLSTATE classes after which the same statement may succeed: connection, resources, shutdown, deadlock, lock, I/O. */
const PASSING_STATES = /^(08|53|57P|58|40001|40P01|55P03)/;

/** True when the database was unreachable, restarting, full or contended: try again, nothing is wrong with the data. */
export function isPassingDatabaseError(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const code = String(error.code);
  return CONNECTION_CODES.has(code) || PASSING_STATES.test(code);
}
