import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { freePort } from "./free-port.ts";

const servers: Server[] = [];

async function occupy(port: number): Promise<number> {
  const server = createServer();
  servers.push(server);
  server.listen({ port, host: "127.0.0.1" });
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

test("a free port is taken as wanted, a used one gives the next", async () => {
  const used = await occupy(0);
  const found = await freePort(used);
  expect(found).toBeGreaterThan(used);
  expect(await freePort(found)).toBe(found);
});

test("a port promised to another part is not given twice", async () => {
  const first = await freePort(38_100);
  expect(await freePort(first, new Set([first]))).toBeGreaterThan(first);
});
