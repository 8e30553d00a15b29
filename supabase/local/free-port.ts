import { createServer } from "node:net";

/** The wanted port on loopback if it is free, else the next free one above it. */
export async function freePort(wanted: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let port = wanted; port < wanted + 200; port++) {
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Error(
    `No free port between ${wanted} and ${wanted + 199} on 127.0.0.1. Stop what uses them and try again.`,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}
