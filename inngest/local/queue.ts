import type { Sql, Tx } from "./sql.ts";

/**
 * One thing to do for a run: call the app (discovery or one targeted step), end a sleep, give up waiting for an event or
 * an invoked function, or cancel it at its deadline.
 */
export interface QueueItem {
  id: string;
  runId: string;
  functionId: string;
  stepId: string;
  kind: "call" | "sleep" | "wait" | "invoke" | "deadline";
  name: string;
  /** Failed attempts so far. */
  attempt: number;
  infrastructureFailures: number;
  leaseId: string;
}

/** Shared by all engines on one database, so that counting what runs and taking more is one act. */
const CLAIM_LOCK = "inngest_local.claim";

/** An item to work on, or how long there will be none: null when nothing lies ahead. */
export type Claim = { item: QueueItem } | { item: null; nextDueMs: number | null };

/**
 * Takes the due item that comes first (priority, then age) among those whose concurrency limits and throttle have room,
 * and leases it. `inFlight` are items this engine works on: they count as running and are never taken again, even when
 * their lease ran out while the database was away. What lies ahead is asked in the same transaction, whose now() stands
 * still: an item that comes due between two looks would be missed by both.
 */
export async function claimItem(
  sql: Sql,
  input: { leaseId: string; leaseMs: number; inFlight: string[] },
): Promise<Claim> {
  return sql.begin(async (tx) => {
    const lock = tx`select pg_advisory_xact_lock(hashtextextended(${CLAIM_LOCK}, 0))`;
    const claim = tx<(QueueItem & { throttleKey: string | null })[]>`
      with running as materialized (
        select q.key_1, q.key_2, f.limit_1, f.limit_2
        from inngest_local.queue q join inngest_local.functions f on f.id = q.function_id
        where q.leased_until > now() or q.id = any(${input.inFlight}::bigint[])
      ), full_keys as materialized (
        select key from (
          select key_1 as key, limit_1 as most from running union all select key_2, limit_2 from running
        ) held where key is not null group by key having count(*) >= min(most)
      ), next as (
        select q.id, q.throttle_key from inngest_local.queue q
        where q.due_at <= now() and (q.leased_until is null or q.leased_until <= now())
          and q.id <> all(${input.inFlight}::bigint[])
          and not exists (select from full_keys k where k.key in (q.key_1, q.key_2))
          and not exists (select from inngest_local.throttles t where t.key = q.throttle_key and t.free_at > now())
        order by q.priority_at, q.id limit 1 for update of q skip locked
      )
      update inngest_local.queue q
      set lease_id = ${input.leaseId}, leased_until = now() + ${input.leaseMs} * interval '1 millisecond',
        throttle_key = null
      from next where q.id = next.id
      returning q.id::text as id, q.run_id as "runId", q.function_id as "functionId", q.step_id as "stepId", q.kind,
        q.name, q.attempt, q.infrastructure_failures as "infrastructureFailures", q.lease_id as "leaseId",
        next.throttle_key as "throttleKey"`;
    // Sent together, run one after the other: the claim sees what was committed before the lock was had.
    const [, [claimed]] = await Promise.all([lock, claim]);
    if (claimed === undefined) return { item: null, nextDueMs: await nextDueMs(tx) };
    const { throttleKey, ...item } = claimed;
    if (throttleKey !== null) await countStart(tx, { throttleKey, functionId: item.functionId });
    return { item };
  });
}

/** A throttled run starts: GCRA moves on by one interval. The wait for the lock is no part of it, so not now(). */
async function countStart(tx: Tx, input: { throttleKey: string; functionId: string }): Promise<void> {
  await tx`
    insert into inngest_local.throttles as t (key, arrives_at, free_at)
    select ${input.throttleKey}, a.arrives_at,
      a.arrives_at - (f.throttle_capacity - 1) * f.throttle_interval_ms * interval '1 millisecond'
    from inngest_local.functions f
    left join inngest_local.throttles before on before.key = ${input.throttleKey}
    cross join lateral (
      select greatest(before.arrives_at, clock_timestamp()) + f.throttle_interval_ms * interval '1 millisecond'
        as arrives_at) a
    where f.id = ${input.functionId} and f.throttle_interval_ms is not null
    on conflict (key) do update set arrives_at = excluded.arrives_at, free_at = excluded.free_at`;
}

/** Milliseconds until the next item comes due, a throttle lets one start, or a lost lease runs out. */
async function nextDueMs(tx: Tx): Promise<number | null> {
  const [row] = await tx<{ wait_ms: number | null }[]>`
    select extract(epoch from least(
      (select min(case when due_at > now() then due_at else leased_until end)
        from inngest_local.queue where due_at > now() or leased_until > now()),
      (select min(t.free_at) from inngest_local.throttles t where t.free_at > now()
        and exists (select from inngest_local.queue q where q.throttle_key = t.key and q.due_at <= now()))
    ) - now())::float8 * 1000 as wait_ms`;
  return row?.wait_ms ?? null;
}

/** Gives leased items back as they were, for another engine to take at once. */
export async function returnItems(sql: Sql, leaseIds: string[]): Promise<void> {
  if (leaseIds.length === 0) return;
  await sql`
    update inngest_local.queue set lease_id = null, leased_until = null, due_at = least(due_at, now())
    where lease_id = any(${leaseIds}::uuid[])`;
}

export async function extendLeases(sql: Sql, input: { leaseIds: string[]; leaseMs: number }): Promise<void> {
  if (input.leaseIds.length === 0) return;
  await sql`
    update inngest_local.queue set leased_until = now() + ${input.leaseMs} * interval '1 millisecond'
    where lease_id = any(${input.leaseIds}::uuid[])`;
}

/** Gives an item back to be tried again after a delay. */
export async function postponeItem(
  tx: Tx,
  input: { item: QueueItem; delayMs: number; attempt: number; infrastructureFailures: number; error: string },
): Promise<void> {
  await tx`
    update inngest_local.queue
    set lease_id = null, leased_until = null, attempt = ${input.attempt}, last_error = ${input.error.slice(0, 2_000)},
      infrastructure_failures = ${input.infrastructureFailures},
      due_at = now() + ${input.delayMs} * interval '1 millisecond'
    where id = ${input.item.id}`;
}

/** The app answers again: what waited for it need not wait on. */
export async function hurryUnreachable(sql: Sql): Promise<void> {
  await sql`
    update inngest_local.queue set due_at = now()
    where infrastructure_failures > 0 and due_at > now() and leased_until is null`;
}
