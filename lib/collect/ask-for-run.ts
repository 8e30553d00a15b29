import type { RunTrigger } from "#lib/model/source.ts";

export interface AskedRun {
  sourceId: string;
  /** What asks. */
  trigger: Extract<RunTrigger, "person" | "event">;
}

/** The queue that runs sources, as those see it who want one run soon; which one it is, is known to who hands this in. */
export interface SourceQueue {
  /** Asks for a run of what is due, this source above all. */
  collect(asked: AskedRun): Promise<void>;
}

/**
 * After the commit that made a source due: its run starts within a second or two. A failure is logged only: the source
 * is due, so the next round takes it.
 */
export async function askForRun(asked: AskedRun, { queue }: { queue: SourceQueue }): Promise<void> {
  try {
    await queue.collect(asked);
  } catch (error) {
    console.error(`The queue was not told that source ${asked.sourceId} is due; the next round takes it:`, error);
  }
}
