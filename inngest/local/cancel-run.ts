import { endRun } from "./end-run.ts";
import { type IncomingEvent, internalEvent } from "./event-payload.ts";
import type { Tx } from "./sql.ts";

const FUNCTION_CANCELLED = "inngest/function.cancelled";

/**
 * Cancels a run that is not over yet: a step that is being executed ends, and its result counts for nothing. Returns the
 * event that tells so, for the caller to accept; null when the run was over.
 */
export async function cancelRun(
  tx: Tx,
  input: { runId: string; nowMs: number; maxStateBytes: number },
): Promise<IncomingEvent | null> {
  const error = { name: "Error", message: "function cancelled" };
  const ended = await endRun(tx, { ...input, status: "cancelled", output: null, resolution: { error } });
  return ended === null ? null : internalEvent(FUNCTION_CANCELLED, { ...ended, error }, input.nowMs);
}
