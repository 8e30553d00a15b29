import type { Socket } from "node:net";
import postgres from "postgres";
import { openSocket, type SocketTarget } from "#lib/platform/open-socket.ts";
import { surviveLostConnection } from "#lib/platform/survive-lost-connection.ts";

/**
 * How we connect: soon again after a restart of Postgres, not after the driver's growing pauses. `socket` is known to
 * the driver, not to its types.
 */
export const CONNECTION_OPTIONS = {
  onnotice: () => {},
  connect_timeout: 5,
  backoff: () => 0.2,
  socket: (target: SocketTarget) => tellLossLater(openSocket(target)),
};

/** A pool that lives through restarts of Postgres. */
export function openPool(databaseUrl: string, maxConnections: number): postgres.Sql {
  const options = { ...CONNECTION_OPTIONS, max: maxConnections, connection: { application_name: "sluice-supabase" } };
  return surviveLostConnection(postgres(databaseUrl, options));
}

/**
 * The driver gathers small writes until the next round of the event loop. A connection that closes in between never
 * sends anything again (postgres 3.4.9 forgets to reset its timer). So it learns of the loss only after that round.
 */
function tellLossLater(socket: Socket): Socket {
  const emit = socket.emit.bind(socket);
  const later = new Set<string | symbol>(["error", "close"]);
  return Object.assign(socket, {
    emit(event: string | symbol, ...given: unknown[]): boolean {
      if (!later.has(event)) return emit(event, ...given);
      setImmediate(() => emit(event, ...given));
      return true;
    },
  });
}
