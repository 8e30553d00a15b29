import { connect, type Socket } from "node:net";

/** What the driver tells about where to connect; hosts and ports are lists. */
export interface SocketTarget {
  host: readonly string[];
  port: readonly number[];
  /** A unix socket, instead of host and port. */
  path?: string | false;
}

/**
 * A socket that sends small packets at once, and tells of its loss a little later. With Nagle's algorithm on, which is
 * the driver's own default, the end of every COPY waits 40 ms for a delayed acknowledgement. It may still be
 * connecting: writes queue until it has.
 */
export function openSocket({ host, port, path }: SocketTarget): Socket {
  if (path) return tellLossLater(connect({ path }));
  const socket = connect({ host: host[0] ?? "localhost", port: port[0] ?? 5432, noDelay: true });
  // The driver reads the name that TLS has to verify from here.
  return Object.assign(tellLossLater(socket), { host: host[0] });
}

/**
 * The driver gathers small writes until the next round of the event loop and then writes to the socket it has, which is
 * none once it knows of the loss: that would end the process (postgres 3.4.9). So it learns of it after that round.
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
