import { setTimeout as delay } from "node:timers/promises";
import type { Dispatched, Queue } from "#lib/model/queue.ts";
import { markDispatched } from "#lib/store/admission.ts";
import { nextAdmissionMs } from "#lib/store/next-admission.ts";
import type { Sql } from "#lib/store/sql.ts";

export interface DispatchPorts {
  sql: Sql;
  queue: Queue;
}

/** Between the tries of a queue that does not answer: longer than one that was killed needs to be back. */
const RETRY_DELAYS_MS = [500, 1000, 2000, 4000, 8000];

/**
 * After the commit of a transaction that admitted files: sends their events, notes that they were sent, and sets the
 * alarm for the next file whose delay ends. A failure is logged only: it is tried again for a while, which nobody need
 * wait for, and the sweep repeats both within a minute.
 */
export async function dispatch(dispatched: Dispatched[], ports: DispatchPorts): Promise<void> {
  try {
    await send(dispatched, ports);
  } catch (error) {
    console.error(`The queue did not take ${dispatched.length} admitted files; it is asked again:`, error);
    void sendLater(dispatched, ports);
  }
}

async function send(dispatched: Dispatched[], { sql, queue }: DispatchPorts): Promise<void> {
  if (dispatched.length > 0) {
    await queue.start(dispatched);
    await markDispatched(sql, dispatched);
  }
  const dueMs = await nextAdmissionMs(sql);
  if (dueMs !== null) await queue.wakeAt(dueMs);
}

async function sendLater(dispatched: Dispatched[], ports: DispatchPorts): Promise<void> {
  for (const delayMs of RETRY_DELAYS_MS) {
    await delay(delayMs, undefined, { ref: false });
    try {
      return await send(dispatched, ports);
    } catch {
      // The next try, and then the sweep.
    }
  }
}
