import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { startTestBench, type TestBench } from "./testing/test-bench.ts";

describe("registration", () => {
  it("of an option the engine does not know is refused as a whole, and the app hears function and option", async () => {
    const bench = await startTestBench({
      serverUrl: inject("databaseUrl"),
      isRefused: true,
      functions: (client) => [
        client.createFunction({ id: "good", triggers: [{ event: "good" }] }, async () => {}),
        client.createFunction(
          { id: "slow", triggers: [{ event: "slow" }], rateLimit: { limit: 1, period: "1m" } },
          async () => {},
        ),
        client.createFunction(
          { id: "settled", triggers: [{ event: "settled" }], debounce: { period: "1m" } },
          async () => {},
        ),
      ],
    });
    const response = await fetch(bench.app.url, { method: "PUT" });
    expect(response.status).toBe(400);
    const { message } = await response.json();
    expect(message).toContain('Function "bench-slow": the option rateLimit is not supported');
    expect(message).toContain('Function "bench-settled": the option debounce is not supported');
    expect(bench.logs.join("\n")).toContain("rateLimit");
    expect(await bench.sql`select from inngest_local.functions`).toHaveLength(0);
    await bench.stop();
  });
});

describe("the engine's HTTP interface", () => {
  let bench: TestBench;

  beforeAll(async () => {
    bench = await startTestBench({
      serverUrl: inject("databaseUrl"),
      functions: (client) => [
        client.createFunction({ id: "work", triggers: [{ event: "work" }], concurrency: 2 }, async () => {}),
      ],
    });
  });
  afterAll(() => bench.stop());

  it("tells the SDK of an unchanged registration that nothing was modified", async () => {
    const response = await fetch(bench.app.url, { method: "PUT" });
    expect(await response.json()).toEqual({ message: "Successfully registered", modified: false });
  });

  it("says what it is and how it is", async () => {
    const dev = await (await fetch(`${bench.engine.url}/dev`)).json();
    expect(dev).toMatchObject({ authed: false, functions: [{ id: "bench-work" }] });
    const health = await fetch(`${bench.engine.url}/health`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ status: "ok", app: { status: "synced" } });
  });

  it.each([
    ["/v1/realtime/token", 501],
    ["/v1/signals", 501],
    ["/e", 501],
  ])("refuses what it does not support: POST %s", async (path, status) => {
    const response = await fetch(`${bench.engine.url}${path}`, { method: "POST", body: "{}" });
    expect(response.status).toBe(status);
    expect((await response.json()).error).toContain(path);
  });

  it("knows nothing of runs that never were", async () => {
    expect((await fetch(`${bench.engine.url}/v1/runs/nope`)).status).toBe(404);
    expect(await (await fetch(`${bench.engine.url}/v1/events/nope/runs`)).json()).toEqual({ data: [] });
  });

  it("refuses events that are too large or not JSON, and says so", async () => {
    const large = JSON.stringify({ name: "work", data: { text: "x".repeat(600 * 1024) } });
    await expect(bench.client.send({ name: "work", data: { text: "x".repeat(600 * 1024) } })).rejects.toThrow("524288");
    expect((await post("/e/key", large)).status).toBe(413);
    expect((await post("/e/key", "x".repeat(11 * 1024 * 1024))).status).toBe(413);
    expect((await post("/e/key", "{")).status).toBe(400);
    expect((await post("/e/key", '{"data":{}}')).status).toBe(400);
  });

  it("refuses names that only resolve to this machine, and other sites' pages", async () => {
    expect(await statusWith({ host: "evil.example:8288" })).toBe(403);
    expect(await statusWith({ origin: "https://evil.example" })).toBe(403);
    expect(await statusWith({ origin: "null" })).toBe(403);
    expect(await statusWith({ origin: "http://localhost:3000" })).toBe(200);
  });

  function post(path: string, body: string) {
    return fetch(`${bench.engine.url}${path}`, { method: "POST", body });
  }

  /** fetch sets Host itself. */
  function statusWith(headers: Record<string, string>): Promise<number> {
    return new Promise((resolve, reject) => {
      const call = request(`${bench.engine.url}/health`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      call.on("error", reject);
      call.end();
    });
  }
});
