import { connect, type Socket } from "node:net";

/** What the driver tells about where to connect; hosts and ports are lists. */
export interface SocketTarget {
  host: readonly string[];
  port: readonly number[];
  /** A unix socket, instead of host and port. */
  path?: string | false;
}

/**
 * A socket that sends small packets at once. With Nagle's algorithm on, which is the driver's own default, the end of
 * every COPY waits 40 ms for a delayed acknowledgement. It may still be connecting: writes queue until it has.
 */
export function openSocket({ host, port, path }: SocketTarget): Socket {
  if (path) return connect({ path });
  const socket = connect({ host: host[0] ?? "localhost", port: port[0] ?? 5432, noDelay: true });
  // The driver reads the name that TLS has to verify from here.
  return Object.assign(socket, { host: host[0] });
}
