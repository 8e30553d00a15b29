import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { z } from "zod";
import { callApi } from "./api.ts";
import type { Target } from "./target.ts";

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that dies while it writes its first answer, and answers from then on. */
async function dyingOnce(): Promise<{ target: Target; asked(): number }> {
  let asked = 0;
  server = createServer((_, response) => {
    asked++;
    const answer = JSON.stringify({ state: "completed" });
    response.writeHead(200, { "content-type": "application/json", "content-length": String(answer.length) });
    if (asked > 1) return response.end(answer);
    response.write(answer.slice(0, 8), () => setTimeout(() => response.destroy(), 20));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { target: { appUrl, token: async () => "t", close: async () => {} } as unknown as Target, asked: () => asked };
}

it("asks again when a server is killed in the middle of a good answer", async () => {
  const { target, asked } = await dyingOnce();
  const schema = z.object({ state: z.string() });
  expect(await callApi(target, { method: "GET", path: "/api/stats/1", schema })).toEqual({ state: "completed" });
  expect(asked()).toBe(2);
});
