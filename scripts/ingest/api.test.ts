import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { callApi } from "./api.ts";
import type { Target } from "./target.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that gives its answers one after the other; the last one again and again. */
async function serving(...answers: RequestListener[]): Promise<{ target: Target; calls(): number }> {
  let calls = 0;
  const started = createServer((request, response) => {
    answers[Math.min(calls++, answers.length - 1)]?.(request, response);
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const appUrl = `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
  return { target: { appUrl, token: async () => "t", close: async () => {} }, calls: () => calls };
}

const whole: RequestListener = (_, response) => response.end('{"jobId":"7"}');
const restarting: RequestListener = (_, response) =>
  response.writeHead(503).end('{"error":{"code":"unavailable","message":"Try again in a few seconds."}}');
const killedBefore: RequestListener = (request) => request.socket.destroy();
const killedHalfWay: RequestListener = (_, response) => {
  response.writeHead(200, { "content-length": "13" });
  response.write('{"job', () => response.destroy());
};
const call = { method: "GET", path: "/api/stats/7", schema: z.object({ jobId: z.string() }) } as const;

test.each([
  ["is killed before it answers", killedBefore],
  ["is killed while its answer is on the way", killedHalfWay],
  ["says that it is not ready", restarting],
])("a server that %s is asked again", async (_, first) => {
  const { target, calls } = await serving(first, whole);
  expect(await callApi(target, call)).toEqual({ jobId: "7" });
  expect(calls()).toBe(2);
});

test("a refusal is told at once, in the server's words", async () => {
  const { target, calls } = await serving((_, response) =>
    response.writeHead(403).end('{"error":{"code":"forbidden","message":"Viewers send no files."}}'),
  );
  await expect(callApi(target, call)).rejects.toThrow("Viewers send no files.");
  expect(calls()).toBe(1);
});

test("an address where something else answers is told at once", async () => {
  const { target, calls } = await serving((_, response) => response.end("<h1>It works!</h1>"));
  await expect(callApi(target, call)).rejects.toThrow(/answers with something else than JSON/);
  expect(calls()).toBe(1);
});
