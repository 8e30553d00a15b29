import { ConflictError, NotFoundError } from "#lib/errors.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { findFile } from "#lib/store/intake-file.ts";
import { stopFile } from "#lib/store/stop-file.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";
import { requireOperator, type Sender } from "./require-operator.ts";

/**
 * Stops a file that is being uploaded, waits or is read; what was stored of it stays readable.
 * @throws NotFoundError, ForbiddenError, ConflictError when it has ended already
 */
export async function cancel(
  { fileId, sender }: { fileId: string; sender: Sender },
  ports: DispatchPorts,
): Promise<{ fileId: string }> {
  const file = await findFile(ports.sql, fileId);
  if (!file) throw new NotFoundError("There is no such file.");
  requireOperator(sender, file.organizationId);
  const dispatched = await ports.sql.begin(async (tx) => {
    const message = file.isQueued
      ? "Cancelled. What was read before stays; send the file again to read all of it."
      : "Cancelled before its upload was complete. Nothing was read.";
    const failure = { code: "cancelled", message };
    const isCancelled = await stopFile(tx, { fileId, failure, kind: "cancelled", actor: sender.userId });
    if (!isCancelled) throw new ConflictError("This file has ended already; there is nothing to cancel.");
    return admitWaiting(tx, await databaseNowMs(tx));
  });
  // The row decides: a run that misses this event ends at its next step.
  await ports.queue.stop(fileId).catch((error) => console.error("The cancellation was not sent:", error));
  await dispatch(dispatched, ports);
  return { fileId };
}
