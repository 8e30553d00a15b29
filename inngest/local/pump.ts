import { randomUUID } from "node:crypto";
import type { EngineSettings } from "./engine-settings.ts";
import { claimItem, extendLeases, nextDueMs, type QueueItem } from "./queue.ts";
import type { Sql } from "./sql.ts";

export interface Pump {
  /** Looks for work now; cheap to call often. */
  wake(): void;
  runningCount(): number;
  /** Takes no more work and waits for what runs, at most `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

const DATABASE_RETRY_MS = 500;

/**
 * Takes due items out of the queue and has them executed, as many at a time as limits allow. Sleeps until the next item
 * is due or somebody calls wake (NOTIFY, a finished item, an event); a slow poll is the backstop.
 */
export function startPump(input: {
  sql: Sql;
  settings: EngineSettings;
  execute(item: QueueItem): Promise<void>;
  log(message: string): void;
}): Pump {
  const { sql, settings } = input;
  const running = new Map<string, { item: QueueItem; done: Promise<void> }>();
  let isStopped = false;
  let isPumping = false;
  let isWanted = false;
  let timer: NodeJS.Timeout | undefined;

  const start = (item: QueueItem) => {
    const done = input
      .execute(item)
      .catch((error: unknown) => {
        if (!isStopped) input.log(`Run ${item.runId}: ${error instanceof Error ? error.stack : error}`);
      })
      .finally(() => {
        running.delete(item.id);
        wake();
      });
    running.set(item.id, { item, done });
  };

  /** Claims until nothing is left or all hands are busy; returns how long to sleep then. */
  const drain = async (): Promise<number> => {
    for (;;) {
      isWanted = false;
      if (isStopped || running.size >= settings.maxConcurrentCalls) return settings.pollMs;
      const inFlight = [...running.keys()];
      const item = await claimItem(sql, { leaseId: randomUUID(), leaseMs: settings.leaseMs, inFlight });
      if (item !== null) start(item);
      else if (!isWanted) return Math.min(settings.pollMs, (await nextDueMs(sql)) ?? settings.pollMs);
    }
  };

  const pump = async () => {
    if (isPumping || isStopped) return;
    isPumping = true;
    clearTimeout(timer);
    const sleepMs = await drain().catch((error: unknown) => {
      if (!isStopped) input.log(`The queue can't be read: ${error instanceof Error ? error.message : error}`);
      isWanted = false;
      return DATABASE_RETRY_MS;
    });
    isPumping = false;
    if (isStopped) return;
    // A wake-up during the last look must not wait.
    timer = setTimeout(() => void pump(), isWanted ? 0 : Math.max(0, Math.ceil(sleepMs)));
  };

  const wake = () => {
    isWanted = true;
    void pump();
  };

  const heartbeat = setInterval(() => {
    const leaseIds = [...running.values()].map(({ item }) => item.leaseId);
    extendLeases(sql, { leaseIds, leaseMs: settings.leaseMs }).catch(() => {
      // The database is away; running items are protected in memory and by the check when they settle.
    });
  }, settings.heartbeatMs);

  wake();
  return {
    wake,
    runningCount: () => running.size,
    async stop(graceMs) {
      isStopped = true;
      clearTimeout(timer);
      clearInterval(heartbeat);
      const all = Promise.all([...running.values()].map(({ done }) => done));
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, graceMs).unref())]);
    },
  };
}
