import type { Lane } from "#lib/model/log-file.ts";
import type { Dispatched } from "#lib/model/queue.ts";
import { admitWaiting } from "./admission.ts";
import { databaseNowMs } from "./database-clock.ts";
import { recordEvent } from "./record-event.ts";
import type { Sql, TransactionSql } from "./sql.ts";

class NoSlot extends Error {}

/**
 * Between two steps: gives a file whose lane was raised a slot of its new lane and frees the old one, in one transaction.
 * Its run is over then, and a new dispatch goes on at the checkpoint. Null = the new lane has no slot now, so the file
 * keeps the one it has: being raised never makes a file wait.
 */
export async function moveOver(
  sql: Sql,
  file: { id: string; organizationId: string; dispatch: number; lane: Lane },
): Promise<Dispatched[] | null> {
  try {
    return await sql.begin(async (tx) => {
      if (!(await putBack(tx, file))) return [];
      const dispatched = await admitWaiting(tx, await databaseNowMs(tx));
      if (!dispatched.some(({ fileId }) => fileId === file.id)) throw new NoSlot();
      return dispatched;
    });
  } catch (error) {
    if (error instanceof NoSlot) return null;
    throw error;
  }
}

/** Its attempt goes on, so the one that admission counts for it is taken back. */
async function putBack(tx: TransactionSql, file: Parameters<typeof moveOver>[1]): Promise<boolean> {
  const [row] = await tx`
    update public.log_files set status = 'pending', dispatched_at = null, run_lane = null, attempts = greatest(attempts - 1, 0)
    where id = ${file.id} and dispatch = ${file.dispatch} and status = 'processing' and lane = ${file.lane}
    returning id`;
  if (!row) return false;
  await recordEvent(tx, {
    organizationId: file.organizationId,
    fileId: file.id,
    kind: "requeued",
    fromStatus: "processing",
    toStatus: "pending",
    actor: null,
    reason: "It was raised while it was read; it goes on in its new lane at the checkpoint.",
    details: { lane: file.lane },
  });
  return true;
}
