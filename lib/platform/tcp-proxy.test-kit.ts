import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What becomes of one connection; nothing = it is passed through. */
export interface Weather {
  /** Bytes of the answer that get through before the connection is cut. */
  cutAfterBytes?: number;
  /** Bytes of the answer that get through before nothing more does. */
  stallAfterBytes?: number;
  /** Bytes of the answer a second. */
  bytesPerSecond?: number;
}

export interface TcpProxy {
  /** For clients, in place of the server's own address. */
  endpoint: string;
  /** For the connections to come, in order; beyond its end they are passed through. */
  forecast: Weather[];
  connectionCount(): number;
  close(): Promise<void>;
}

/** A proxy on loopback before a server, which breaks connections as told. */
export async function startTcpProxy(serverUrl: string, ownPort = 0): Promise<TcpProxy> {
  const { hostname, port } = new URL(serverUrl);
  const sockets = new Set<Socket>();
  const forecast: Weather[] = [];
  let connectionCount = 0;
  const server = createServer((near) => {
    connectionCount += 1;
    const far = connect(Number(port) || 80, hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        near.destroy();
        far.destroy();
        sockets.delete(socket);
      });
    }
    near.pipe(far);
    void carry(far, near, forecast.shift() ?? {});
  });
  await new Promise<void>((resolve) => server.listen(ownPort, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forecast,
    connectionCount: () => connectionCount,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function carry(from: Socket, to: Socket, { cutAfterBytes, stallAfterBytes, bytesPerSecond }: Weather) {
  const limitBytes = cutAfterBytes ?? stallAfterBytes ?? Number.POSITIVE_INFINITY;
  let sentBytes = 0;
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      const part = chunk.subarray(0, limitBytes - sentBytes);
      sentBytes += part.length;
      if (!to.write(part)) await new Promise((resolve) => to.once("drain", resolve).once("close", resolve));
      if (bytesPerSecond !== undefined) await new Promise((r) => setTimeout(r, (part.length / bytesPerSecond) * 1000));
      if (sentBytes < limitBytes) continue;
      if (cutAfterBytes !== undefined) to.destroy();
      return;
    }
    to.end();
  } catch {
    to.destroy();
  }
}
