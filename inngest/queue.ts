import type { SourceQueue } from "#lib/collect/ask-for-run.ts";
import type { Queue } from "#lib/model/queue.ts";
import { inngest } from "./client.ts";
import { admissionDue, ingestCancelled, ingestRequested, sourcesDue } from "./events.ts";

const EVENTS_A_CALL = 100;
const ALARM_STEP_MS = 500;

/** The queue of lib/intake on Inngest. An event's id makes sending it twice the same as sending it once. */
export const queue: Queue = {
  async start(dispatched) {
    for (let at = 0; at < dispatched.length; at += EVENTS_A_CALL) {
      const files = dispatched.slice(at, at + EVENTS_A_CALL);
      await inngest.send(files.map((file) => ingestRequested.create(file, { id: `${file.fileId}:${file.dispatch}` })));
    }
  },

  async stop(fileId) {
    await inngest.send(ingestCancelled.create({ fileId }));
  },

  // Rounded up, so that a burst of files sets one alarm.
  async wakeAt(dueMs) {
    const roundedMs = Math.ceil(dueMs / ALARM_STEP_MS) * ALARM_STEP_MS;
    await inngest.send(admissionDue.create({ dueMs: roundedMs }, { id: `admission:${roundedMs}` }));
  },
};

/** The queue of lib/collect on Inngest. */
export const sourceQueue: SourceQueue = {
  async collect(asked) {
    await inngest.send(sourcesDue.create(asked));
  },
};
