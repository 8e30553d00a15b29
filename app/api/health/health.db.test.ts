import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { type ApiStack, startApiStack } from "../_testing/api-stack.ts";
import { GET as getLive } from "./live/route.ts";
import { GET as getHealth } from "./route.ts";

let stack: ApiStack;
beforeAll(async () => {
  stack = await startApiStack(inject("databaseUrl"));
});
afterAll(() => stack.close());
afterEach(() => {
  stack.setInngestAway(false);
  vi.useRealTimers();
});

/** Past what is remembered of the last answer. */
function laterBy(ms: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
}

async function ask() {
  const response = await getHealth();
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) };
}

const up = { state: "up", latencyMs: expect.any(Number) };

describe("GET /api/health", () => {
  it("is ready while every part answers, and says nothing of where they are", async () => {
    const { status, text, body } = await ask();
    expect(body).toEqual({
      status: "ready",
      dependencies: { database: up, storage: up, auth: up, inngest: up },
    });
    expect(status).toBe(200);
    expect(text).not.toMatch(/127\.0\.0\.1|postgres|sb_secret/);
  });

  it("names the part that is down in a sentence, within two seconds of it", async () => {
    laterBy(10_000);
    expect((await ask()).status).toBe(200);
    stack.setInngestAway(true);
    laterBy(1500);
    expect((await ask()).status).toBe(200);
    laterBy(1000);
    const { status, body } = await ask();
    expect(status).toBe(503);
    expect(body).toEqual({
      status: "not ready",
      dependencies: {
        ...{ database: up, storage: up, auth: up },
        inngest: { state: "down", latencyMs: expect.any(Number), message: "The queue service reports a fault." },
      },
    });
  });

  it("asks the parts once for many callers", async () => {
    laterBy(20_000);
    const bodies = await Promise.all(Array.from({ length: 50 }, async () => (await ask()).text));
    expect(new Set(bodies).size).toBe(1);
  });
});

describe("GET /api/health/live", () => {
  it("answers whatever the parts do", async () => {
    stack.setInngestAway(true);
    const response = getLive();
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "live" });
  });
});
