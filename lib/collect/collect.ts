import type { CompletePorts } from "#lib/intake/complete.ts";
import { sweep } from "#lib/intake/sweep.ts";
import type { RunTrigger } from "#lib/model/source.ts";
import { countPending, countUnstarted } from "#lib/store/source-objects.ts";
import type { CollectPorts, Only } from "./collect-ports.ts";
import type { FileRuns } from "./file-runs.ts";
import { finishSource } from "./finish-objects.ts";
import { runNextSource, type SourceRun } from "./run-source.ts";
import { type Taken, takeObjects } from "./take-objects.ts";

/** So long objects are taken before the runs of sources that became due meanwhile get their turn. */
const TAKE_MS = 20_000;
const PAUSE_MS = 200;
const SWEEP_EVERY_MS = 30_000;
/** Nothing to take and nothing to read, so often in a row, is the end: what can't be taken now is for a later run. */
const IDLE_ROUNDS = 3;

export interface Collected extends Taken {
  runs: SourceRun[];
}

/** One round: every source that is due is listed, and what was noted is taken. */
export async function collectDue(
  { only, trigger }: { only: Only; trigger: RunTrigger },
  ports: CollectPorts,
): Promise<Collected> {
  const runs: SourceRun[] = [];
  while (!ports.isEnding?.()) {
    const run = await runNextSource({ only, trigger }, ports);
    if (run === null) break;
    runs.push(run);
    // Asked for by name, a source is run once, due or not.
    if (only !== null && runs.length >= only.length) break;
  }
  const taken = await takeObjects({ only, untilMs: ports.now() + TAKE_MS }, ports);
  return { runs, ...taken };
}

/** One step of a function that goes on as long as there is more: the next source, of those that are meant, then what may be taken. */
export async function collectRound(
  { only, trigger }: { only: Only; trigger: RunTrigger },
  ports: CollectPorts,
): Promise<{ taken: number; isMoreLeft: boolean }> {
  const run = await runNextSource({ only, trigger }, ports);
  const { taken, skipped, failed } = await takeObjects({ only, untilMs: ports.now() + TAKE_MS }, ports);
  return { taken, isMoreLeft: run !== null || taken + skipped + failed > 0 };
}

/**
 * Does all that is due: lists, takes and reads to the end in this process, files that others left behind included, and
 * goes on until nothing of it is left or the process is to end. `left` counts the objects that can't be taken now.
 */
export async function collectOnce(
  input: { only: Only; trigger: RunTrigger },
  ports: CollectPorts & CompletePorts,
  files: FileRuns,
): Promise<Collected & { left: number }> {
  const sweepAgain = sweeper(ports);
  await sweepAgain();
  const total = await collectDue(input, ports);
  const sourceIds = input.only ?? total.runs.map(({ source }) => source.id);
  for (let idleRounds = 0; idleRounds < IDLE_ROUNDS && !ports.isEnding?.(); ) {
    await files.settle(PAUSE_MS);
    await sweepAgain();
    const more = await takeObjects({ only: sourceIds, untilMs: ports.now() + TAKE_MS }, ports);
    add(total, more);
    const isIdle = files.count === 0 && more.taken + more.skipped + more.failed === 0;
    // What waits in a lane starts here or elsewhere when its time has come; what is read elsewhere is theirs.
    const isRead = isIdle && (await countUnstarted(ports.sql, total.fileIds)) === 0;
    idleRounds = isRead ? idleRounds + 1 : 0;
  }
  for (const sourceId of sourceIds) await finishSource(sourceId, ports);
  return { ...total, left: await countPending(ports.sql, sourceIds) };
}

/** Sweeps when the last time is a while ago: files of an instance that died hold slots that others wait for. */
export function sweeper(ports: CollectPorts & CompletePorts): () => Promise<void> {
  let sweptMs = Number.NEGATIVE_INFINITY;
  return async () => {
    if (ports.now() - sweptMs < SWEEP_EVERY_MS) return;
    await sweep(ports);
    sweptMs = ports.now();
  };
}

function add(total: Collected, more: Taken): void {
  total.taken += more.taken;
  total.skipped += more.skipped;
  total.failed += more.failed;
  total.bytes += more.bytes;
  total.fileIds.push(...more.fileIds);
}
