import type { z } from "zod";
import { ConflictError } from "#lib/errors.ts";
import type { JobAction, jobBatchSchema } from "#lib/model/job.ts";
import type { Dispatched } from "#lib/model/queue.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { cancelJobs } from "#lib/store/cancel-jobs.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { discardJobs } from "#lib/store/discard-jobs.ts";
import type { JobChange } from "#lib/store/job-change.ts";
import { reingestJobs } from "#lib/store/reingest-jobs.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import { retryJobs } from "#lib/store/retry-jobs.ts";
import { lockJobs } from "#lib/store/select-jobs.ts";
import type { TransactionSql } from "#lib/store/sql.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";
import { actionReason, CANCELLED, cleanNote, JOB_RULES } from "./job-reasons.ts";
import { requireOperator, type Sender } from "./require-operator.ts";

export interface BatchOutcome {
  action: JobAction;
  /** How many jobs matched the filter. */
  matched: number;
  changed: number;
  /** Why the others stayed as they are; null when there are none. */
  skipped: { count: number; reason: string } | null;
}

/**
 * One action on exactly the jobs of the sender's team that match a filter at this moment, all of them or none.
 * @throws ForbiddenError; ConflictError with the new `total` when it is not the `expected` one, and nothing is changed
 */
export async function actOnJobs(
  { batch, sender }: { batch: z.output<typeof jobBatchSchema>; sender: Sender },
  ports: DispatchPorts,
): Promise<BatchOutcome> {
  const { organizationId } = sender;
  requireOperator(sender, organizationId);
  const { action, filter, expected } = batch;
  const note = cleanNote(batch.note);
  const done = await repeatTransaction(ports.sql, async (tx) => {
    const fileIds = await lockJobs(tx, { organizationId, filter });
    const matched = fileIds.length;
    if (expected !== undefined && expected !== matched) throw otherTotal(expected, matched);
    const change = { fileIds, actor: sender.userId, reason: actionReason(action, note), note, batchSize: matched };
    const { changed, running } = await act(tx, action, change);
    const isQueueTouched = changed > 0 && action !== "discard";
    const dispatched: Dispatched[] = isQueueTouched ? await admitWaiting(tx, await databaseNowMs(tx)) : [];
    return { matched, changed, running, dispatched };
  });
  for (const fileId of done.running) {
    // The row decides: a run that misses this event ends at its next step.
    await ports.queue.stop(fileId).catch((error) => console.error("The cancellation was not sent:", error));
  }
  await dispatch(done.dispatched, ports);
  const { matched, changed } = done;
  return { action, matched, changed, skipped: skippedOf(action, matched - changed) };
}

/** Those in a state that the action is not for stay as they are. `running` = runs to be told that they are over. */
async function act(
  tx: TransactionSql,
  action: JobAction,
  change: JobChange,
): Promise<{ changed: number; running: string[] }> {
  switch (action) {
    case "retry":
      return { changed: (await retryJobs(tx, change)).length, running: [] };
    case "reingest":
      return { changed: (await reingestJobs(tx, change)).length, running: [] };
    case "discard":
      return { changed: (await discardJobs(tx, change)).length, running: [] };
    case "cancel": {
      const cancelled = await cancelJobs(tx, change, CANCELLED);
      const running = cancelled.filter(({ wasRunning }) => wasRunning).map(({ id }) => id);
      return { changed: cancelled.length, running };
    }
  }
}

function skippedOf(action: JobAction, count: number): BatchOutcome["skipped"] {
  if (count === 0) return null;
  const original = action === "reingest" ? " An original that is not in storage any more can't be read again." : "";
  return { count, reason: `${JOB_RULES[action]}${original}` };
}

function otherTotal(expected: number, total: number): ConflictError {
  return new ConflictError(
    `${total.toLocaleString("en")} ${total === 1 ? "job matches" : "jobs match"} by now, not ${expected.toLocaleString("en")}. Nothing was changed; look at them and ask again.`,
    { details: { expected, total } },
  );
}
