import { ConflictError, NotFoundError } from "#lib/errors.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { findFile } from "#lib/store/intake-file.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import { stopFile } from "#lib/store/stop-file.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";
import { actionReason, CANCELLED, cleanNote } from "./job-reasons.ts";
import { requireOperator, type Sender } from "./require-operator.ts";

/**
 * Stops a file that is being uploaded, waits or is read; what was stored of it stays readable.
 * @throws NotFoundError, ForbiddenError, ConflictError when it has ended already
 */
export async function cancel(
  { fileId, sender, note: written }: { fileId: string; sender: Sender; note?: string },
  ports: DispatchPorts,
): Promise<{ fileId: string }> {
  const file = await findFile(ports.sql, fileId);
  if (!file) throw new NotFoundError("There is no such file.");
  requireOperator(sender, file.organizationId);
  const note = cleanNote(written);
  const audit = note === "" ? {} : { reason: actionReason("cancel", note) };
  const dispatched = await repeatTransaction(ports.sql, async (tx) => {
    const message = file.isQueued ? CANCELLED.message : "Cancelled before its upload was complete. Nothing was read.";
    const failure = { code: "cancelled", message };
    const isCancelled = await stopFile(tx, { fileId, failure, kind: "cancelled", actor: sender.userId, ...audit });
    if (!isCancelled) throw new ConflictError("This file has ended already; there is nothing to cancel.");
    return admitWaiting(tx, await databaseNowMs(tx));
  });
  // The row decides: a run that misses this event ends at its next step.
  await ports.queue.stop(fileId).catch((error) => console.error("The cancellation was not sent:", error));
  await dispatch(dispatched, ports);
  return { fileId };
}
