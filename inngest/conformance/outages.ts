import { deepEqual, equal } from "node:assert/strict";
import { Inngest } from "inngest";
import { serve } from "inngest/node";
import { freePort } from "#supabase/local/free-port.ts";
import { openSql, type Sql } from "../local/sql.ts";
import { type EngineProcess, startEngineProcess } from "../local/testing/engine-process.ts";
import { createDatabase, startTestApp, waitFor } from "../local/testing/test-bench.ts";
import { Trace } from "./trace.ts";

/** An engine in a process of its own, with an app whose function holds in its second step until it is let go. */
interface Outage {
  engine: EngineProcess;
  sql: Sql;
  trace: Trace;
  gate: PromiseWithResolvers<void>;
  send(): Promise<void>;
  restart(): Promise<void>;
}

export interface OutageBehaviour {
  name: string;
  check(outage: Outage): Promise<void>;
}

const FIRST_PORT = 8_360;

/** What only an engine of our own can be put through. */
export const OUTAGE_BEHAVIOURS: OutageBehaviour[] = [
  {
    name: "crash recovery: after kill -9 the run goes on when the lease ends; no finished step is repeated",
    async check({ engine, trace, gate, send, restart }) {
      await send();
      await trace.until("held");
      await engine.kill();
      gate.resolve();
      await restart();
      deepEqual((await trace.until("done"))[0].value, { first: 1, second: 2 });
      equal(trace.of("first").length, 1);
    },
  },
  {
    name: "graceful shutdown: SIGTERM waits for the running step, whose result is kept",
    async check({ engine, trace, gate, send, restart }) {
      await send();
      await trace.until("held");
      const stopped = engine.stop();
      setTimeout(() => gate.resolve(), 500);
      await stopped;
      equal(engine.child.exitCode, 0);
      await restart();
      deepEqual((await trace.until("done"))[0].value, { first: 1, second: 1 });
    },
  },
  {
    name: "graceful shutdown: a step that does not end in time is handed back, not left to its lease",
    async check({ engine, sql, trace, gate, send, restart }) {
      await send();
      await trace.until("held");
      await engine.stop();
      equal(engine.child.exitCode, 0);
      const items = await sql<{ is_leased: boolean; is_due: boolean }[]>`
        select lease_id is not null as is_leased, due_at <= now() as is_due from inngest_local.queue`;
      deepEqual([...items], [{ is_leased: false, is_due: true }]);
      await restart();
      await trace.until("held", 2);
      gate.resolve();
      deepEqual((await trace.until("done"))[0].value, { first: 1, second: 2 });
    },
  },
];

/** Plays one of them on a database, an engine and an app of its own. */
export async function playOutage(
  { check }: OutageBehaviour,
  input: { serverUrl: string; timeoutMs: number },
): Promise<void> {
  const databaseUrl = await createDatabase(input.serverUrl);
  const trace = new Trace(input.timeoutMs);
  const gate = Promise.withResolvers<void>();
  const state: { handler: ReturnType<typeof serve> | null } = { handler: null };
  const app = await startTestApp((request, response) => {
    if (state.handler === null) response.writeHead(503).end();
    else return state.handler(request, response);
  });
  const launch = (port: number) => startEngineProcess({ databaseUrl, appUrl: app.url, port, log: () => {} });
  let engine = await launch(await freePort(FIRST_PORT + Math.floor(Math.random() * 400)));
  const sql = openSql(databaseUrl, 1);
  try {
    const client = new Inngest({
      id: "outage",
      isDev: true,
      baseUrl: engine.url,
      logger: SILENT,
      checkpointing: false,
    });
    state.handler = serve({ client, functions: [heldFunction({ client, trace, gate })] });
    await waitFor(async () => (await fetch(app.url, { method: "PUT" })).ok);
    await check({
      ...{ engine, sql, trace, gate },
      async send() {
        await client.send({ name: "outage/held", data: {} });
      },
      async restart() {
        engine = await launch(engine.port);
      },
    });
  } finally {
    gate.resolve();
    await engine.kill();
    await app.kill();
    await sql.end();
  }
}

/** retries: 0, so that one failure counted against the function would fail the run. */
function heldFunction({ client, trace, gate }: { client: Inngest.Any } & Pick<Outage, "trace" | "gate">) {
  return client.createFunction({ id: "held", retries: 0, triggers: [{ event: "outage/held" }] }, async ({ step }) => {
    const first = await step.run("first", () => trace.note("first"));
    const second = await step.run("second", async () => {
      const nth = trace.note("held");
      await gate.promise;
      return nth;
    });
    await step.run("done", () => trace.note("done", { first, second }));
  });
}

const SILENT = { info() {}, warn() {}, error() {}, debug() {} };
