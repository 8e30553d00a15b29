import type { Json } from "#lib/model/json.ts";
import type { Lane } from "#lib/model/log-file.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

/** One change of a lane: who, when, from, to, why. */
export interface LaneChangeEvent {
  id: number;
  lane: Lane;
  atMs: number;
  kind: "paused" | "resumed" | "changed";
  /** Address of the person; null for people who left the team. */
  actor: string | null;
  /** Only what changed. */
  from: { [name: string]: Json };
  to: { [name: string]: Json };
  note: string | null;
}

/** The record of the lanes, newest first; empty for teams other than the one that owns the server. */
export async function listLaneChanges(tx: TransactionSql, limit = 100): Promise<LaneChangeEvent[]> {
  return await tx<LaneChangeEvent[]>`
    select c.id, c.lane, (extract(epoch from c.at) * 1000)::float8 as "atMs", c.kind,
      private.member_email(c.organization_id, c.actor) as actor, c.from_values as "from", c.to_values as "to", c.note
    from public.lane_changes c
    order by c.id desc limit ${limit}`;
}
