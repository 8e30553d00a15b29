import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CANCELLING_BEHAVIOURS } from "../inngest/conformance/cancelling.ts";
import { EVENT_BEHAVIOURS } from "../inngest/conformance/events.ts";
import { FLOW_CONTROL_BEHAVIOURS } from "../inngest/conformance/flow-control.ts";
import { OUTAGE_BEHAVIOURS, playOutage } from "../inngest/conformance/outages.ts";
import { RETRY_BEHAVIOURS } from "../inngest/conformance/retries.ts";
import { type EngineUnderTest, type Result, runBehaviours } from "../inngest/conformance/run-behaviours.ts";
import { STEP_BEHAVIOURS } from "../inngest/conformance/steps.ts";
import { WAITING_BEHAVIOURS } from "../inngest/conformance/waiting.ts";
import { openSql } from "../inngest/local/sql.ts";
import { startEngineProcess } from "../inngest/local/testing/engine-process.ts";
import { createDatabase } from "../inngest/local/testing/test-bench.ts";
import { freePort } from "../supabase/local/free-port.ts";
import { startPostgres } from "../supabase/local/postgres.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

const BEHAVIOURS = [
  ...EVENT_BEHAVIOURS,
  ...STEP_BEHAVIOURS,
  ...RETRY_BEHAVIOURS,
  ...WAITING_BEHAVIOURS,
  ...FLOW_CONTROL_BEHAVIOURS,
  ...CANCELLING_BEHAVIOURS,
];
const OWN_TIMEOUT_MS = 50_000;
/** A cron's minute cannot be hurried there. */
const OTHER_TIMEOUT_MS = 120_000;

let passed = 0;
let failed = 0;

/** `npm run test:engine`: the embedded engine, or with ENGINE_URL any Inngest dev server, against the documentation. */
async function main(): Promise<number> {
  assertNodeVersion();
  const engineUrl = process.env.ENGINE_URL;
  if (engineUrl === undefined || engineUrl === "") await testOwnEngine();
  else await testBehaviours(OTHER_TIMEOUT_MS, async () => ({ url: new URL(engineUrl).origin }));
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  // For `npm test`, which adds up the counts of its suites.
  const { ENGINE_JSON: reportPath } = process.env;
  if (reportPath) writeFileSync(reportPath, JSON.stringify({ passed, failed }));
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** On a Postgres and ports of its own. */
async function testOwnEngine(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-conformance-"));
  const server = await startPostgres({ stateDir: folder, port: await freePort(54_640) });
  const tidyUp = async () => {
    await server.destroy();
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void tidyUp().finally(() => process.exit(1)));
  }
  try {
    await testBehavioursOn(server.url);
    await Promise.all(
      OUTAGE_BEHAVIOURS.map(async (behaviour) => {
        const played = playOutage(behaviour, { serverUrl: server.url, timeoutMs: OWN_TIMEOUT_MS });
        report({ name: behaviour.name, problem: await played.then(() => null, String) });
      }),
    );
  } finally {
    await tidyUp();
  }
}

async function testBehavioursOn(serverUrl: string): Promise<void> {
  const databaseUrl = await createDatabase(serverUrl);
  const ends: (() => Promise<void>)[] = [];
  try {
    await testBehaviours(OWN_TIMEOUT_MS, async (appUrl) => {
      const engine = await startEngineProcess({ databaseUrl, appUrl, port: await freePort(8_350), log: () => {} });
      ends.push(engine.stop);
      return {
        url: engine.url,
        async hurryCrons() {
          const sql = openSql(databaseUrl, 1);
          await sql`update inngest_local.crons set next_at = now()`;
          await sql.end();
        },
      };
    });
  } finally {
    for (const end of ends) await end();
  }
}

async function testBehaviours(
  timeoutMs: number,
  startEngine: (appUrl: string) => Promise<EngineUnderTest>,
): Promise<void> {
  const measured = await runBehaviours({ behaviours: BEHAVIOURS, timeoutMs, startEngine, onResult: report });
  const p50Ms = measured.eventToCallP50Ms;
  process.stdout.write(`event to first call p50 ${p50Ms} ms\n`);
  process.stdout.write(`${JSON.stringify({ bench: "engine", event_to_call_p50_ms: p50Ms })}\n`);
}

function report({ name, problem }: Result): void {
  if (problem === null) passed++;
  else failed++;
  process.stdout.write(problem === null ? `PASS ${name}\n` : `FAIL ${name}: ${problem}\n`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.stdout.write(`${passed} passed, ${failed + 1} failed\n`);
    process.exit(1);
  },
);
