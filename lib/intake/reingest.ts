import { ConflictError } from "#lib/errors.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { reingestJobs } from "#lib/store/reingest-jobs.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import { hasOriginal } from "#lib/store/select-jobs.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";
import { actionReason, cleanNote, JOB_RULES } from "./job-reasons.ts";
import { type JobInput, jobToChange, wrongState } from "./job-to-change.ts";

/**
 * Reads a job that has ended again from the start of its original; what was read of it before is forgotten.
 * @throws NotFoundError, ForbiddenError, ConflictError while it waits or runs, or when its original is gone
 */
export async function reingest(input: JobInput, ports: DispatchPorts): Promise<{ jobId: string }> {
  const { id } = await jobToChange(ports.sql, input);
  const note = cleanNote(input.note);
  const change = { fileIds: [id], actor: input.sender.userId, reason: actionReason("reingest", note), note };
  const dispatched = await repeatTransaction(ports.sql, async (tx) => {
    const changed = await reingestJobs(tx, change);
    if (changed.length === 0) {
      const refusal = await wrongState(tx, id, JOB_RULES.reingest);
      throw (await hasOriginal(tx, id)) ? refusal : originalGone();
    }
    return admitWaiting(tx, await databaseNowMs(tx));
  });
  await dispatch(dispatched, ports);
  return { jobId: id };
}

function originalGone(): ConflictError {
  return new ConflictError(
    "The original of this file is not in storage any more, so it can't be read again. What was read of it stays; send the file again to read it anew.",
  );
}
