import { parseSourceDefinition, type RunTrigger } from "#lib/model/source.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import { beginRun, claimDueSource, endRun, type RunEnd, type SourceRow } from "#lib/store/source-rows.ts";
import { asAppError } from "./as-app-error.ts";
import { HELD_DELAY_S, holdReason } from "./backpressure.ts";
import type { CollectPorts, Only } from "./collect-ports.ts";
import { discover } from "./discover.ts";
import { finishObjects } from "./finish-objects.ts";

/** After a failed run the next one waits longer, up to this long. */
const LONGEST_DELAY_S = 3600;

export interface SourceRun {
  source: { id: string; name: string };
  status: RunEnd["status"];
  /** Why it failed or was held. */
  message: string | null;
  /** Another run at another time may go better. */
  isRetryable: boolean;
  listed: number;
  new: number;
}

/**
 * Runs the next source that is due (of those that are meant): lists it and notes what is new. What then becomes of the
 * objects is `takeObjects`, which any instance may do. Null = no source is due that no other instance has.
 */
export async function runNextSource(
  { only, trigger }: { only: Only; trigger: RunTrigger },
  ports: CollectPorts,
): Promise<SourceRun | null> {
  const { sql, instance } = ports;
  const source = await claimDueSource(sql, { instance, only });
  if (source === null) return null;
  const runId = await beginRun(sql, { source, trigger, instance });
  ports.log("source run began", { sourceId: source.id, source: source.name, runId, trigger });
  const { end: listed, ...run } = await list(source, ports);
  const end = isOnRequest(source) ? { ...listed, delayS: null } : listed;
  await repeatTransaction(sql, (tx) => endRun(tx, { source, runId, instance }, end));
  const { status, message } = end;
  ports.log("source run ended", {
    sourceId: source.id,
    source: source.name,
    runId,
    status,
    message,
    listed: run.listed,
    new: run.new,
  });
  return { source: { id: source.id, name: source.name }, status, message, ...run };
}

/** Nothing makes it due but somebody who asks, neither a failure nor a long queue. */
function isOnRequest({ definition }: SourceRow): boolean {
  return (definition as { intervalS?: unknown }).intervalS === null;
}

type Listed = Pick<SourceRun, "listed" | "new" | "isRetryable"> & { end: RunEnd };

async function list(source: SourceRow, ports: CollectPorts): Promise<Listed> {
  const nothing = { listed: 0, new: 0, isRetryable: true };
  const held = await holdReason(ports.sql, source.organizationId);
  if (held !== null) return { ...nothing, end: ended("held", { message: held, delayS: HELD_DELAY_S }) };
  try {
    const definition = parseSourceDefinition(source.kind, source.definition);
    const store = await ports.openStore(source);
    try {
      const found = await discover({ source, definition, store }, ports);
      await finishObjects({ source, definition, store }, ports);
      const delayS = found.isComplete ? definition.intervalS : 0;
      const end = ended("completed", { watermark: found.watermark, delayS });
      return { listed: found.listed, new: found.new, isRetryable: true, end };
    } finally {
      store.close();
    }
  } catch (error) {
    const { code, message, isRetryable } = asAppError(error);
    const delayS = Math.min(LONGEST_DELAY_S, 30 * 2 ** Math.min(source.failures, 10));
    ports.log("source run failed", { sourceId: source.id, source: source.name, message });
    return { ...nothing, isRetryable, end: ended("failed", { message, code, delayS }) };
  }
}

function ended(status: RunEnd["status"], rest: Partial<RunEnd>): RunEnd {
  return { status, message: null, code: null, watermark: null, delayS: 0, ...rest };
}
