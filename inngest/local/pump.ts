import { randomUUID } from "node:crypto";
import type { EngineSettings } from "./engine-settings.ts";
import { claimItem, extendLeases, type QueueItem, returnItems } from "./queue.ts";
import type { Sql } from "./sql.ts";

export interface PumpPorts {
  sql: Sql;
  settings: EngineSettings;
  execute(item: QueueItem): Promise<void>;
  log(message: string): void;
}

const DATABASE_RETRY_MS = 500;

/**
 * Takes due items out of the queue and has them executed, as many at a time as limits allow. Sleeps until the next item
 * is due or somebody calls wake (NOTIFY, a finished item, an app that is back); a slow poll is the backstop.
 */
export class Pump {
  readonly #ports: PumpPorts;
  readonly #running = new Map<string, { item: QueueItem; done: Promise<void> }>();
  readonly #heartbeat: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;
  #isPumping = false;
  /** Somebody called wake since the last look at the queue. */
  #isWanted = false;

  constructor(ports: PumpPorts) {
    this.#ports = ports;
    this.#heartbeat = setInterval(() => this.#extendLeases(), ports.settings.heartbeatMs);
    this.wake();
  }

  /** Looks for work now; cheap to call often. */
  wake(): void {
    this.#isWanted = true;
    void this.#pump();
  }

  runningCount(): number {
    return this.#running.size;
  }

  /**
   * Takes no more work, waits at most `graceMs` for what runs, and hands the rest back, so that the next engine takes it
   * at once instead of when its lease has run out. Returns how many were handed back.
   */
  async stop(graceMs: number): Promise<number> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    const all = Promise.all([...this.#running.values()].map(({ done }) => done));
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise((resolve) => {
      timer = setTimeout(resolve, graceMs);
    });
    await Promise.race([all, grace]);
    clearTimeout(timer);
    clearInterval(this.#heartbeat);
    const leaseIds = [...this.#running.values()].map(({ item }) => item.leaseId);
    // Without a database the leases run out by themselves.
    await returnItems(this.#ports.sql, leaseIds).catch((error: unknown) => this.#report("Nothing handed back", error));
    return leaseIds.length;
  }

  async #pump(): Promise<void> {
    if (this.#isPumping || this.#isStopped) return;
    this.#isPumping = true;
    clearTimeout(this.#timer);
    const sleepMs = await this.#drain().catch((error: unknown) => {
      if (!this.#isStopped) this.#report("The queue can't be read", error);
      this.#isWanted = false;
      return DATABASE_RETRY_MS;
    });
    this.#isPumping = false;
    if (this.#isStopped) return;
    // A wake-up during the last look must not wait.
    this.#timer = setTimeout(() => void this.#pump(), this.#isWanted ? 0 : Math.max(0, Math.ceil(sleepMs)));
  }

  /** Claims until nothing is left or all hands are busy; returns how long to sleep then. */
  async #drain(): Promise<number> {
    const { sql, settings } = this.#ports;
    for (;;) {
      this.#isWanted = false;
      if (this.#isStopped || this.#running.size >= settings.maxConcurrentCalls) return settings.pollMs;
      const inFlight = [...this.#running.keys()];
      const claim = await claimItem(sql, { leaseId: randomUUID(), leaseMs: settings.leaseMs, inFlight });
      if (claim.item !== null) this.#start(claim.item);
      else if (!this.#isWanted) return Math.min(settings.pollMs, claim.nextDueMs ?? settings.pollMs);
    }
  }

  #start(item: QueueItem): void {
    const done = this.#ports
      .execute(item)
      .catch((error: unknown) => {
        if (!this.#isStopped) this.#report(`Run ${item.runId}`, error);
      })
      .finally(() => {
        this.#running.delete(item.id);
        this.wake();
      });
    this.#running.set(item.id, { item, done });
  }

  #extendLeases(): void {
    const { sql, settings } = this.#ports;
    const leaseIds = [...this.#running.values()].map(({ item }) => item.leaseId);
    extendLeases(sql, { leaseIds, leaseMs: settings.leaseMs }).catch(() => {
      // The database is away; running items are protected in memory and by the check when they settle.
    });
  }

  #report(what: string, error: unknown): void {
    this.#ports.log(`${what}: ${error instanceof Error ? error.message : error}`);
  }
}
