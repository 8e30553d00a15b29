import { discardJobs } from "#lib/store/discard-jobs.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import type { Sql } from "#lib/store/sql.ts";
import { actionReason, cleanNote, JOB_RULES } from "./job-reasons.ts";
import { type JobInput, jobToChange, wrongState } from "./job-to-change.ts";

/**
 * Puts a dead letter away, with a note on why nobody has to look at it any more. What was read of it stays.
 * @throws NotFoundError, ForbiddenError, ConflictError when it is no dead letter
 */
export async function discard(input: JobInput, { sql }: { sql: Sql }): Promise<{ jobId: string }> {
  const { id } = await jobToChange(sql, input);
  const note = cleanNote(input.note);
  const change = { fileIds: [id], actor: input.sender.userId, reason: actionReason("discard", note), note };
  await repeatTransaction(sql, async (tx) => {
    const changed = await discardJobs(tx, change);
    if (changed.length === 0) throw await wrongState(tx, id, JOB_RULES.discard);
  });
  return { jobId: id };
}
