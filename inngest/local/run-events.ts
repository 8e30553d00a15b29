import type { Tx } from "./sql.ts";

/** The events a run was started with, as JSON texts: one, or those of its batch in order of arrival. */
export async function eventsOfRun(tx: Tx, runId: string): Promise<string[]> {
  const rows = await tx<{ payload: string }[]>`
    select e.payload
    from inngest_local.runs r
    left join inngest_local.run_events b on b.run_id = r.id
    join inngest_local.events e on e.internal_id = coalesce(b.event_internal_id, r.event_internal_id)
    where r.id = ${runId} order by b.position`;
  return rows.map((row) => row.payload);
}
