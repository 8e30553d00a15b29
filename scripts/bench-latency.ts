import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { connect } from "#lib/platform/database.ts";
import type { Sql } from "#lib/store/sql.ts";
import { freePort } from "../supabase/local/free-port.ts";
import { type AlertListener, listenToAlerts } from "./bench/alert-listener.ts";
import { benchOwner } from "./bench/bench-owner.ts";
import { type LowLane, pauseLowLane, readLowLane } from "./bench/low-lane.ts";
import { type AlertTimes, measureAlerts, percentile } from "./bench/measure-alerts.ts";
import { routineLogs } from "./bench/routine-logs.ts";
import { type UploadTarget, uploadLog } from "./bench/upload-log.ts";
import { forkStack } from "./stack/fork-stack.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

const FIRST_PORT = 3960;
const SENDERS = 4;
const WARM_UPS = 5;
const BURST = { burst: 5, pauseMs: 2000, timeoutMs: 60_000 };
const LOW_STARTS_WITHIN_MS = 120_000;
const OPENER = {
  name: "opener.log",
  bytes: new TextEncoder().encode(
    '{"level":30,"time":1795305600000,"pid":1,"hostname":"bench","msg":"All files are here."}\n',
  ),
};

interface Bench extends UploadTarget {
  sql: Sql;
  alerts: AlertListener;
}

/**
 * `npm run bench:latency [-- --low N] [--high M]`: in a Sluice of its own, measures from the accepted upload of a small
 * critical log to its alert at a subscribed client, idle and while the Low lane works through a backlog. Prints one line
 * of JSON; progress goes to stderr.
 */
async function main(): Promise<void> {
  assertNodeVersion();
  const { values } = parseArgs({
    options: { low: { type: "string", default: "1000" }, high: { type: "string", default: "100" } },
  });
  const [low, high] = [positive("--low", values.low), positive("--high", values.high)];
  const folder = mkdtempSync(join(tmpdir(), "sluice-latency-"));
  const stateDir = join(folder, "state");
  const stack = await forkStack({ stateDir, appPort: await freePort(FIRST_PORT), isDiscarded: true });
  const sql = connect({ url: stack.databaseUrl, maxConnections: 1 });
  try {
    const owner = await benchOwner(stack, stateDir);
    const alerts = await listenToAlerts(owner.supabase, owner.organizationId);
    const result = await measure({ appUrl: stack.appUrl, token: owner.token, sql, alerts }, { low, high });
    console.log(JSON.stringify(result));
    alerts.close();
  } finally {
    await sql.end();
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(bench: Bench, { low, high }: { low: number; high: number }) {
  await measureAlerts(bench, bench.alerts, { ...BURST, logs: WARM_UPS });
  say(`Idle: ${high} critical logs ...`);
  const idle = await measureAlerts(bench, bench.alerts, { ...BURST, logs: high });
  tell(idle);
  await fillLowLane(bench, low);
  const before = await untilLowRuns(bench, low);
  say(`Loaded: ${high} critical logs beside ${before.waiting} waiting Low files ...`);
  const startedMs = performance.now();
  const loaded = await measureAlerts(bench, bench.alerts, { ...BURST, logs: high });
  const elapsedS = (performance.now() - startedMs) / 1000;
  tell(loaded);
  const after = await readLowLane(bench.sql);
  assertLowWasThere(before, after);
  const [idleP99, loadedP99] = [percentile(idle.latenciesMs, 0.99), percentile(loaded.latenciesMs, 0.99)];
  return {
    bench: "latency",
    idle_p50_ms: percentile(idle.latenciesMs, 0.5),
    idle_p99_ms: idleP99,
    loaded_p50_ms: percentile(loaded.latenciesMs, 0.5),
    loaded_p99_ms: loadedP99,
    ratio_p99: Number((loadedP99 / Math.max(1, idleP99)).toFixed(2)),
    backlog_files: before.waiting,
    low_rows_per_s: Math.round((after.rows - before.rows) / elapsedS),
  };
}

/** Has them all queued before the first is read, so that the backlog is as large as was asked for. */
async function fillLowLane(bench: Bench, files: number): Promise<void> {
  say(`Queueing ${files} Low files of 1 MiB ...`);
  await pauseLowLane(bench.sql, true);
  const logs = routineLogs(files);
  let sent = 0;
  const send = async () => {
    for (let next = logs.next(); !next.done; next = logs.next()) {
      await uploadLog(bench, { ...next.value, lane: "low" });
      sent += 1;
      if (sent % 100 === 0) say(`  ${sent}`);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
}

/** A file that arrives makes admission look again; then Low must be at work, with the rest waiting. */
async function untilLowRuns(bench: Bench, files: number): Promise<LowLane> {
  const { waiting, running, rows } = await readLowLane(bench.sql);
  if (waiting !== files) throw new Error(`${waiting} Low files wait (${running} run) instead of ${files}.`);
  await pauseLowLane(bench.sql, false);
  await uploadLog(bench, { ...OPENER, lane: "low" });
  for (const deadlineMs = performance.now() + LOW_STARTS_WITHIN_MS; performance.now() < deadlineMs; await delay(100)) {
    const lane = await readLowLane(bench.sql);
    if (lane.running > 0 && lane.rows > rows) return lane;
  }
  throw new Error("The Low lane did not start.");
}

function assertLowWasThere(before: LowLane, after: LowLane): void {
  say(`  Low stored ${after.rows - before.rows} rows meanwhile; ${after.waiting} files still wait`);
  if (after.rows <= before.rows) throw new Error("The Low lane made no progress while it was measured.");
  if (after.waiting === 0) throw new Error("The Low lane's backlog was gone before the end: take more files (--low).");
}

function tell({ latenciesMs, totalsMs }: AlertTimes): void {
  const line = (values: readonly number[]) =>
    `p50 ${percentile(values, 0.5)} ms, p99 ${percentile(values, 0.99)} ms, longest ${percentile(values, 1)} ms`;
  say(`  from the accepted upload: ${line(latenciesMs)}`);
  say(`  from its first byte: ${line(totalsMs)}`);
}

function positive(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${name} ${value} is no positive whole number.`);
  return number;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
