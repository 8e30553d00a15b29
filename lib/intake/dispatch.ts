import { type Dispatched, markDispatched } from "#lib/store/admission.ts";
import type { Sql } from "#lib/store/sql.ts";

/** Hands the events of admitted files to the queue; intake does not know which one. */
export type SendDispatched = (dispatched: Dispatched[]) => Promise<void>;

/**
 * Sends the events of files that a committed transaction admitted, and notes that they were sent. A failure is logged
 * only: the files are marked as not sent, and the sweep sends them within a minute.
 */
export async function dispatch(sql: Sql, dispatched: Dispatched[], send: SendDispatched): Promise<void> {
  if (dispatched.length === 0) return;
  try {
    await send(dispatched);
    await markDispatched(sql, dispatched);
  } catch (error) {
    console.error(`${dispatched.length} admitted files are not sent yet; the sweep repeats it:`, error);
  }
}
