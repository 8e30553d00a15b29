import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import { retryJobs } from "#lib/store/retry-jobs.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";
import { actionReason, cleanNote, JOB_RULES } from "./job-reasons.ts";
import { type JobInput, jobToChange, wrongState } from "./job-to-change.ts";

/**
 * Lets a dead letter, or a cancelled job, go on where it stopped.
 * @throws NotFoundError, ForbiddenError, ConflictError when it is neither: also for the second of two who ask at once
 */
export async function retry(input: JobInput, ports: DispatchPorts): Promise<{ jobId: string }> {
  const { id } = await jobToChange(ports.sql, input);
  const note = cleanNote(input.note);
  const change = { fileIds: [id], actor: input.sender.userId, reason: actionReason("retry", note), note };
  const dispatched = await repeatTransaction(ports.sql, async (tx) => {
    const changed = await retryJobs(tx, change);
    if (changed.length === 0) throw await wrongState(tx, id, JOB_RULES.retry);
    return admitWaiting(tx, await databaseNowMs(tx));
  });
  await dispatch(dispatched, ports);
  return { jobId: id };
}
