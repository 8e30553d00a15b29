import { AppError } from "#lib/errors.ts";
import type { Dispatched } from "#lib/model/queue.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { failFile } from "#lib/store/fail-file.ts";
import { findFile } from "#lib/store/intake-file.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";

/**
 * Ends a file whose run has used up its tries: a dead letter with its reason, and the next file gets its slot.
 * Does nothing when the file ended otherwise or was dispatched anew.
 */
export async function failRun(
  run: { fileId: string; dispatch: number; lastError: string },
  ports: DispatchPorts,
): Promise<void> {
  const file = await findFile(ports.sql, run.fileId);
  if (!file) return;
  const error = new AppError(
    "internal",
    `Reading this file failed too often, the last time with: ${run.lastError.replace(/\.$/, "")}. What was read until then is stored; send the file again once the cause is gone.`,
    { details: { lastError: run.lastError, attempts: file.attempts, isDeadLetter: true } },
  );
  const dispatched = await repeatTransaction(ports.sql, async (tx): Promise<Dispatched[]> => {
    const isFailed = await failFile(tx, { id: run.fileId, dispatch: run.dispatch }, error);
    return isFailed ? admitWaiting(tx, await databaseNowMs(tx)) : [];
  });
  await dispatch(dispatched, ports);
}
