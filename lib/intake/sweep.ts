import { AppError } from "#lib/errors.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { ensurePartitions } from "#lib/store/ensure-partitions.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import { failAbandonedUploads, findUnreported, findUnsent, takeOverStalled } from "#lib/store/sweep.ts";
import { type CompletePorts, complete, failUpload } from "./complete.ts";
import { dispatch } from "./dispatch.ts";
import { takeInOwnerless } from "./take-in-ownerless.ts";

export interface Swept {
  /** Runs started that had not been: never sent, taken over, or due. */
  started: number;
  /** Uploads that were stored but never reported. */
  completed: number;
  /** Uploads that never arrived. */
  abandoned: number;
  /** Objects in storage that were given their rows back. */
  takenIn: number;
}

/** Repeats what a crash between two systems left undone. Safe at any time and as often as wanted. */
export async function sweep(ports: CompletePorts): Promise<Swept> {
  const { sql } = ports;
  await ensurePartitions(sql);
  const takenIn = await takeInOwnerless(sql);
  const completed = await completeUnreported(ports);
  const abandoned = await failAbandonedUploads(sql);
  const unsent = await findUnsent(sql);
  const admitted = await repeatTransaction(sql, async (tx) => [
    ...(await takeOverStalled(tx)),
    ...(await admitWaiting(tx, await databaseNowMs(tx))),
  ]);
  const dispatched = [...unsent, ...admitted];
  await dispatch(dispatched, ports);
  return { started: dispatched.length, completed, abandoned, takenIn };
}

async function completeUnreported(ports: CompletePorts): Promise<number> {
  let completed = 0;
  for (const { fileId } of await findUnreported(ports.sql)) {
    try {
      await complete({ fileId, sender: null }, ports);
      completed += 1;
    } catch (error) {
      // One bad upload must not keep the others, nor come back every minute.
      if (error instanceof AppError && !error.isRetryable) await failUpload(ports.sql, { fileId, error, actor: null });
      else console.error(`Upload ${fileId} could not be completed yet:`, error);
    }
  }
  return completed;
}
