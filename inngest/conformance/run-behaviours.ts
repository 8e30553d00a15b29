import { randomUUID } from "node:crypto";
import { Inngest } from "inngest";
import { serve } from "inngest/node";
import { startTestApp } from "../local/testing/test-bench.ts";
import type { Behaviour, Stage } from "./behaviour.ts";
import { latencyProbe } from "./latency-probe.ts";
import { Trace } from "./trace.ts";

export interface Result {
  name: string;
  /** Null when the behaviour is as documented. */
  problem: string | null;
}

export interface EngineUnderTest {
  url: string;
  hurryCrons?(): Promise<void>;
}

const APP_ID = "conformance";
const REGISTER_TRIES = 120;
const REGISTER_PAUSE_MS = 500;

/**
 * Serves the functions of all behaviours with the real SDK, has the engine register them, and plays them all at once.
 * Calls `onResult` as each ends; returns the median time from event to first call on the then idle engine.
 */
export async function runBehaviours(input: {
  behaviours: Behaviour[];
  timeoutMs: number;
  /** The engine may be started when the app's address is known. */
  startEngine(appUrl: string): Promise<EngineUnderTest>;
  onResult(result: Result): void;
}): Promise<{ eventToCallP50Ms: number }> {
  const state: { handler: ReturnType<typeof serve> | null } = { handler: null };
  const app = await startTestApp((request, response) => {
    if (state.handler === null) response.writeHead(503).end();
    else return state.handler(request, response);
  });
  try {
    const engine = await input.startEngine(app.url);
    const client = new Inngest({ id: APP_ID, isDev: true, baseUrl: engine.url, logger: SILENT, checkpointing: false });
    const token = randomUUID().slice(0, 8);
    const stageFor = () => newStage({ client, token, appUrl: app.url, timeoutMs: input.timeoutMs, engine });
    const plays = input.behaviours.map(({ name, build }) => ({ name, play: build(stageFor()) }));
    const probe = latencyProbe(stageFor());
    const functions = [...plays.flatMap(({ play }) => play.functions), ...probe.functions];
    state.handler = serve({ client, functions });
    await register(app.url);
    await Promise.all(
      plays.map(async ({ name, play }) => {
        const problem = await play.check().then(() => null, describe);
        input.onResult({ name, problem });
      }),
    );
    return { eventToCallP50Ms: await probe.measure() };
  } finally {
    await app.kill();
  }
}

function newStage(input: {
  client: Inngest;
  token: string;
  appUrl: string;
  timeoutMs: number;
  engine: EngineUnderTest;
}): Stage {
  const { client, engine } = input;
  const event = (name: string) => `conformance-${input.token}/${name}`;
  return {
    client,
    event,
    trace: new Trace(input.timeoutMs),
    functionId: (id) => `${APP_ID}-${id}`,
    appUrl: input.appUrl,
    async send(name, data = {}, more = {}) {
      const { ids } = await client.send({ name: event(name), data, ...more });
      return ids[0] ?? "";
    },
    async hurryCrons() {
      await engine.hurryCrons?.();
    },
  };
}

/** Asks the app to register itself, as a deployment does. A refusal names what was refused. */
async function register(appUrl: string): Promise<void> {
  let said = "";
  for (let tries = 0; tries < REGISTER_TRIES; tries++) {
    const response = await fetch(appUrl, { method: "PUT" });
    said = await response.text();
    if (response.ok) return;
    await new Promise((resolve) => setTimeout(resolve, REGISTER_PAUSE_MS));
    if (response.status === 400) break;
  }
  throw new Error(`The engine did not accept the functions: ${said}`);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error);
}

const SILENT = { info() {}, warn() {}, error() {}, debug() {} };
