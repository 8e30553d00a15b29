import { type Dispatched, markDispatched } from "#lib/store/admission.ts";
import { nextAdmissionMs } from "#lib/store/next-admission.ts";
import type { Sql } from "#lib/store/sql.ts";

/** The queue that runs files, as intake sees it; which one it is, is known to who hands this in. */
export interface Queue {
  /** Starts the runs of admitted files; a repeated call for the same dispatch starts nothing. */
  start(dispatched: Dispatched[]): Promise<void>;
  /** Ends the run that may be reading a file. */
  stop(fileId: string): Promise<void>;
  /** Asks for a look at the waiting files at a time, epoch ms. */
  wakeAt(dueMs: number): Promise<void>;
}

export interface DispatchPorts {
  sql: Sql;
  queue: Queue;
}

/**
 * After the commit of a transaction that admitted files: sends their events, notes that they were sent, and sets the
 * alarm for the next file whose delay ends. A failure is logged only: the sweep repeats both within a minute.
 */
export async function dispatch(dispatched: Dispatched[], { sql, queue }: DispatchPorts): Promise<void> {
  try {
    if (dispatched.length > 0) {
      await queue.start(dispatched);
      await markDispatched(sql, dispatched);
    }
    const dueMs = await nextAdmissionMs(sql);
    if (dueMs !== null) await queue.wakeAt(dueMs);
  } catch (error) {
    console.error(`The queue did not take ${dispatched.length} admitted files; the sweep repeats it:`, error);
  }
}
