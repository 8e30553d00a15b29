import type { CDPSession } from "playwright";

export interface TracedTask {
  startedMs: number;
  tookMs: number;
  /** Of it on a processor: the rest it waited for one, on a busy machine. */
  cpuMs: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** Shorter ones are not kept: there are hundreds of thousands. */
const KEPT_MS = 20;

/** Starts to record every task of the browser's main threads; `stop` answers the long ones of the pages. */
export async function traceTasks(session: CDPSession): Promise<{ stop(): Promise<TracedTask[]> }> {
  const tasks: (TracedTask & { thread: string })[] = [];
  const pageThreads = new Set<string>();
  session.on("Tracing.dataCollected", ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) {
      const thread = `${event.pid}/${event.tid}`;
      if (event.name === "thread_name" && event.args?.name === "CrRendererMain") pageThreads.add(thread);
      const tookMs = (event.dur ?? 0) / 1000;
      if (event.name === "RunTask" && tookMs >= KEPT_MS)
        tasks.push({ thread, startedMs: event.ts / 1000, tookMs, cpuMs: (event.tdur ?? 0) / 1000 });
    }
  });
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: {
      recordMode: "recordAsMuchAsPossible",
      includedCategories: ["disabled-by-default-devtools.timeline", "__metadata"],
      excludedCategories: ["*"],
    },
  });
  return {
    async stop() {
      const complete = new Promise<void>((done) => session.once("Tracing.tracingComplete", () => done()));
      await session.send("Tracing.end");
      await complete;
      return tasks
        .filter(({ thread }) => pageThreads.has(thread))
        .map(({ thread: _, ...task }) => task)
        .sort((a, b) => b.tookMs - a.tookMs);
    },
  };
}
