import type { Sql } from "./sql.ts";

/** Deletes finished runs and events older than the history, and ids older than the period they are compared for. */
export async function prune(sql: Sql, input: { historyMs: number; deduplicationMs: number }): Promise<void> {
  const historyMs = input.historyMs;
  const deduplicationMs = input.deduplicationMs;
  await sql`
    delete from inngest_local.runs where ended_at < now() - ${historyMs} * interval '1 millisecond'`;
  await sql`
    delete from inngest_local.events e where received_at < now() - ${historyMs} * interval '1 millisecond'
      and not exists (select from inngest_local.runs r where r.event_internal_id = e.internal_id)
      and not exists (select from inngest_local.run_events b where b.event_internal_id = e.internal_id)`;
  await sql`delete from inngest_local.event_ids where seen_at < now() - ${deduplicationMs} * interval '1 millisecond'`;
  await sql`
    delete from inngest_local.idempotency_keys where seen_at < now() - ${deduplicationMs} * interval '1 millisecond'`;
  await sql`delete from inngest_local.throttles where arrives_at < now()`;
  await sql`
    delete from inngest_local.functions f where not is_active
      and not exists (select from inngest_local.runs r where r.function_id = f.id)`;
}
