import { type ObjectStatus, parseSourceDefinition, type SourceDefinition, type SourceKind } from "#lib/model/source.ts";
import { type SourceFacts, type SourceRunItem, type SourceState, sourceState } from "#lib/model/source-state.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { runColumns } from "./list-source-runs.ts";

/** A source with how it is doing. Nothing secret is in it, and nothing secret can be: the database keeps keys apart. */
export interface SourceItem {
  id: string;
  name: string;
  kind: SourceKind;
  /** Null = it was saved past the app, and can't be used as it is. */
  definition: SourceDefinition | null;
  /** What an editor starts from, to be given back with its changes. */
  version: number;
  /** Keys of its own are kept. */
  hasSecret: boolean;
  state: SourceState;
  /** All its objects so far. */
  counts: Record<ObjectStatus, number>;
  lastRun: SourceRunItem | null;
  /** When all that was there had been seen last. */
  lastCompleteAtMs: number | null;
  changedAtMs: number;
  /** Address; null for the system and for people who left the team. */
  changedBy: string | null;
}

/** As the database tells it. */
export type StoredSource = Omit<SourceItem, "definition" | "state"> &
  SourceFacts & { definition: unknown; nowMs: number };

/** Columns of a {@link StoredSource}; needs sources s. */
export function sourceColumns(tx: TransactionSql) {
  return tx`
    s.id, s.name, s.kind, s.definition, s.version, s.has_secret as "hasSecret",
    ${ms(tx, "now()")} as "nowMs", ${ms(tx, "s.paused_at")} as "pausedAtMs", case when isfinite(s.next_run_at) then ${ms(tx, "s.next_run_at")} end as "nextRunAtMs",
    case when s.leased_until > now() then ${ms(tx, "s.last_run_at")} end as "runningSinceMs",
    s.last_error as "lastError",
    case when s.last_error is not null then (
      select ${ms(tx, "min(r.started_at)")} from public.source_runs r
      where r.source_id = s.id and r.status = 'failed' and r.id > coalesce((
        select max(w.id) from public.source_runs w where w.source_id = s.id and w.status in ('completed', 'held')), 0))
      end as "failingSinceMs",
    (select case when r.status = 'held' then r.message end from public.source_runs r
      where r.source_id = s.id and r.status <> 'running' order by r.id desc limit 1) as "heldBecause",
    (select jsonb_build_object('pending', count(*) filter (where o.status = 'pending'),
        'taken', count(*) filter (where o.status = 'taken'), 'skipped', count(*) filter (where o.status = 'skipped'),
        'failed', count(*) filter (where o.status = 'failed'))
      from public.source_objects o where o.source_id = s.id) as counts,
    (select to_jsonb(l) from (
      select ${runColumns(tx)} from public.source_runs r where r.source_id = s.id order by r.id desc limit 1) l) as "lastRun",
    ${ms(tx, "s.last_complete_at")} as "lastCompleteAtMs", ${ms(tx, "s.changed_at")} as "changedAtMs",
    private.member_email(s.organization_id, s.changed_by) as "changedBy"`;
}

/** With its state, and its definition as far as it is one. */
export function sourceItem(stored: StoredSource): SourceItem {
  const { nowMs, pausedAtMs, nextRunAtMs, runningSinceMs, lastError, failingSinceMs, heldBecause, ...item } = stored;
  const facts = { pausedAtMs, nextRunAtMs, runningSinceMs, lastError, failingSinceMs, heldBecause };
  return { ...item, definition: definitionOf(stored), state: sourceState(facts, nowMs) };
}

function definitionOf({ kind, definition }: StoredSource): SourceDefinition | null {
  try {
    return parseSourceDefinition(kind, definition);
  } catch {
    return null;
  }
}

/** Epoch ms of a time of ours, never of what somebody sent. */
function ms(tx: TransactionSql, time: string) {
  return tx.unsafe(`(extract(epoch from ${time}) * 1000)::float8`);
}
