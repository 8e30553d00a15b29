import { readFileSync } from "node:fs";
import { ingestStep } from "#lib/ingest/ingest-step.ts";
import { closeWarmSessions } from "#lib/ingest/warm-sessions.ts";
import { connect } from "#lib/platform/database.ts";
import { localFile } from "#lib/sources/local-file.ts";

/** What the parent gives. */
export interface IngestTask {
  databaseUrl: string;
  fileId: string;
  path: string;
}

/** What it gets back, once. */
export interface IngestOutcome {
  status: string;
  records: number;
  rejects: number;
  elapsedMs: number;
  cpuMs: number;
  peakRssBytes: number;
  /** Peak while the first half of the steps' time passed, and while the second did: equal when memory does not grow. */
  peakRssByHalf: [number, number];
}

const STEP_BUDGET_MS = 5000;
const SAMPLE_EVERY_MS = 100;

/** The ingesting process: nothing but the real step on the real file, so that its memory is the ingest's memory. */
async function ingestChild(task: IngestTask): Promise<IngestOutcome> {
  const sql = connect({ url: task.databaseUrl });
  const source = await localFile(task.path);
  await sql`select 1`;
  const samples: number[] = [];
  const sampler = setInterval(() => samples.push(process.memoryUsage.rss()), SAMPLE_EVERY_MS);
  const startedMs = performance.now();
  const cpuBefore = process.cpuUsage();
  let step = await ingestStep({ fileId: task.fileId, dispatch: 1, budgetMs: STEP_BUDGET_MS }, ports());
  while (step.status === "continue") {
    process.stderr.write(`  ${step.records} records\n`);
    step = await ingestStep({ fileId: task.fileId, dispatch: 1, budgetMs: STEP_BUDGET_MS }, ports());
  }
  const elapsedMs = performance.now() - startedMs;
  const cpu = process.cpuUsage(cpuBefore);
  clearInterval(sampler);
  closeWarmSessions();
  await sql.end();
  const half = Math.ceil(samples.length / 2);
  return {
    status: step.status,
    records: step.records,
    rejects: step.rejects,
    elapsedMs,
    cpuMs: (cpu.user + cpu.system) / 1000,
    peakRssBytes: peakRssBytes(),
    peakRssByHalf: [Math.max(0, ...samples.slice(0, half)), Math.max(0, ...samples.slice(half))],
  };

  function ports() {
    return { sql, openSource: () => source, now: Date.now };
  }
}

/** The kernel's own high-water mark where there is one. */
function peakRssBytes(): number {
  try {
    const [, kibibytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kibibytes !== undefined) return Number(kibibytes) * 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}

process.once("message", (task: IngestTask) => {
  ingestChild(task).then(
    (outcome) => process.send?.(outcome, () => process.disconnect()),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
