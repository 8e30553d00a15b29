import type postgres from "postgres";
import { isDatabaseAway } from "../database-away.ts";
import { openPool } from "../open-pool.ts";

export interface StoredMessage {
  id: string;
  topic: string;
  event: string;
  payload: unknown;
  isPrivate: boolean;
}

export interface MessageFeed {
  close(): Promise<void>;
}

const CHANNEL = "realtime_messages";
/** Notices of an outage are lost; the messages are not: as many seconds before it are read again. */
const OVERLAP_S = 30;
const REMEMBERED_IDS = 10_000;
const RETRY_MS = 500;

/**
 * Hands on every message that realtime.send() committed, once, in the order of the notices. Listens again after a
 * restart of Postgres and then delivers what was sent meanwhile.
 */
export async function messageFeed(
  { databaseUrl, sql }: { databaseUrl: string; sql: postgres.Sql },
  deliver: (message: StoredMessage) => void,
): Promise<MessageFeed> {
  const seen = new RecentIds(REMEMBERED_IDS);
  const pending: string[] = [];
  let isRunning = false;
  let isClosed = false;
  let missedSinceMs: number | null = null;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (!isClosed && (pending.length > 0 || missedSinceMs !== null)) {
      try {
        await step();
      } catch (error) {
        if (!isDatabaseAway(error)) console.error("Reading messages to deliver failed:", error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    isRunning = false;
  }

  async function step(): Promise<void> {
    if (missedSinceMs !== null) {
      const sinceMs = missedSinceMs;
      for (const message of await readSince(sql, sinceMs)) hand(message);
      if (missedSinceMs === sinceMs) missedSinceMs = null;
    }
    const ids = pending.slice(0, 500);
    const found = new Map((await readByIds(sql, ids)).map((message) => [message.id, message]));
    pending.splice(0, ids.length);
    for (const id of ids) {
      const message = found.get(id);
      if (message) hand(message);
    }
  }

  function hand(message: StoredMessage): void {
    if (seen.add(message.id)) deliver(message);
  }

  const listener = openPool(databaseUrl, 1);
  let aliveAtMs = Date.now();
  let isFirst = true;
  await listener.listen(
    CHANNEL,
    (id) => {
      aliveAtMs = Date.now();
      pending.push(id);
      void run();
    },
    () => {
      if (isFirst) isFirst = false;
      else missedSinceMs = aliveAtMs - OVERLAP_S * 1000;
      aliveAtMs = Date.now();
      void run();
    },
  );
  return {
    async close() {
      isClosed = true;
      await listener.end({ timeout: 1 });
    },
  };
}

function readByIds(sql: postgres.Sql, ids: string[]): Promise<StoredMessage[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return sql<StoredMessage[]>`
    select id, topic, event, payload, private as "isPrivate" from realtime.messages where id = any(${ids}::uuid[])`;
}

function readSince(sql: postgres.Sql, sinceMs: number): Promise<StoredMessage[]> {
  return sql<StoredMessage[]>`
    select id, topic, event, payload, private as "isPrivate" from realtime.messages
    where inserted_at >= to_timestamp(${sinceMs / 1000}) at time zone 'utc' order by inserted_at limit 5000`;
}

/** Remembers the last ids, so that nothing is delivered twice. */
class RecentIds {
  readonly #ids = new Set<string>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  /** False when it was there. */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > this.#max) this.#ids.delete(this.#ids.values().next().value ?? id);
    return true;
  }
}
