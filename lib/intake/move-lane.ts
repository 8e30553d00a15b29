import type { Lane } from "#lib/model/log-file.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { moveJob } from "#lib/store/move-job.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import { personName } from "#lib/store/select-jobs.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";
import { cleanNote, JOB_RULES, withNote } from "./job-reasons.ts";
import { type JobInput, jobToChange, wrongState } from "./job-to-change.ts";

const NAMES: Record<Lane, string> = { high: "High", medium: "Medium", low: "Low" };

/**
 * Puts a job that waits or runs into another lane; a running one goes on there from its very next step.
 * `isMoved` is false when it was there already.
 * @throws NotFoundError, ForbiddenError, ConflictError when it has ended
 */
export async function moveLane(
  input: JobInput & { lane: Lane },
  ports: DispatchPorts,
): Promise<{ jobId: string; lane: Lane; isMoved: boolean }> {
  const { id } = await jobToChange(ports.sql, input);
  const { sender, lane } = input;
  const sentence = `Moved to ${NAMES[lane]} by ${await personName(ports.sql, sender.userId)}`;
  const reason = withNote(sentence, cleanNote(input.note));
  const { isMoved, dispatched } = await repeatTransaction(ports.sql, async (tx) => {
    const outcome = await moveJob(tx, { fileId: id, lane, actor: sender.userId, reason });
    if (outcome === "ended") throw await wrongState(tx, id, JOB_RULES.move);
    if (outcome === "unmoved") return { isMoved: false, dispatched: [] };
    return { isMoved: true, dispatched: await admitWaiting(tx, await databaseNowMs(tx)) };
  });
  await dispatch(dispatched, ports);
  return { jobId: id, lane, isMoved };
}
