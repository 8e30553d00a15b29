import postgres from "postgres";
import { openSocket } from "#lib/platform/open-socket.ts";
import { surviveLostConnection } from "#lib/platform/survive-lost-connection.ts";

/**
 * How we connect: soon again after a restart of Postgres, not after the driver's growing pauses. `socket` is known to
 * the driver, not to its types.
 */
export const CONNECTION_OPTIONS = {
  onnotice: () => {},
  connect_timeout: 5,
  backoff: () => 0.2,
  socket: openSocket,
};

/** A pool that lives through restarts of Postgres. */
export function openPool(databaseUrl: string, maxConnections: number): postgres.Sql {
  const options = { ...CONNECTION_OPTIONS, max: maxConnections, connection: { application_name: "sluice-supabase" } };
  return surviveLostConnection(postgres(databaseUrl, options));
}
