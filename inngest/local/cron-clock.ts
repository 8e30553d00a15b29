import { ulid } from "ulid";
import { storeEvent } from "./accept-events.ts";
import type { EventPayload } from "./event-payload.ts";
import { parseCron } from "./function-config.ts";
import { functionById } from "./functions.ts";
import type { Sql } from "./sql.ts";
import { startRun } from "./start-run.ts";

export interface CronClock {
  /** Looks at the table again: functions were registered. */
  wake(): void;
  stop(): void;
}

/** Another engine on the database may have registered a cron that this one has not heard of. */
const MAX_SLEEP_MS = 5_000;
const RETRY_MS = 1_000;

/** Starts cron functions when they come due, each time once, whatever number of engines share the database. */
export function startCronClock(input: {
  sql: Sql;
  now(): number;
  deduplicationMs: number;
  log(message: string): void;
}): CronClock {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isTicking = false;
  let isWanted = false;

  const tick = async () => {
    isWanted = isTicking;
    if (isTicking || isStopped) return;
    isTicking = true;
    clearTimeout(timer);
    let sleepMs = RETRY_MS;
    try {
      await startDueCrons(input);
      sleepMs = await nextCronMs(input);
    } catch (error) {
      if (!isStopped) input.log(`Crons can't be read: ${error instanceof Error ? error.message : error}`);
    } finally {
      isTicking = false;
    }
    if (!isStopped) timer = setTimeout(() => void tick(), isWanted ? 0 : sleepMs);
  };

  void tick();
  return {
    wake: () => void tick(),
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** A cron that was due several times while no engine ran starts once. */
async function startDueCrons(input: { sql: Sql; now(): number; deduplicationMs: number }): Promise<void> {
  const nowMs = input.now();
  await input.sql.begin(async (tx) => {
    const due = await tx<{ function_id: string; expression: string }[]>`
      select function_id, expression from inngest_local.crons where next_at <= ${new Date(nowMs)}
      order by next_at for update skip locked`;
    for (const { function_id: functionId, expression } of due) {
      const next = parseCron(expression).nextRun(new Date(nowMs));
      await tx`
        update inngest_local.crons set next_at = ${next ?? "infinity"}
        where function_id = ${functionId} and expression = ${expression}`;
      const config = await functionById(tx, functionId);
      if (config === null) continue;
      const internalId = ulid(nowMs);
      const data = { cron: expression };
      const event: EventPayload = { id: internalId, name: "inngest/scheduled.timer", ts: nowMs, data };
      await storeEvent(tx, { internalId, payload: event });
      await startRun(tx, { config, event, eventInternalId: internalId, nowMs, deduplicationMs: input.deduplicationMs });
    }
  });
}

async function nextCronMs(input: { sql: Sql; now(): number }): Promise<number> {
  const [row] = await input.sql<{ next_at: Date | null }[]>`
    select min(next_at) as next_at from inngest_local.crons where next_at < 'infinity'`;
  const waitMs = row?.next_at ? row.next_at.getTime() - input.now() : MAX_SLEEP_MS;
  return Math.min(MAX_SLEEP_MS, Math.max(0, waitMs));
}
