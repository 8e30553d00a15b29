import type { JsonObject } from "#lib/model/json.ts";
import type { RunTrigger, SourceKind } from "#lib/model/source.ts";
import type { Queryable, Sql, TransactionSql } from "./sql.ts";

/** A source as its runs need it. */
export interface SourceRow {
  id: string;
  organizationId: string;
  name: string;
  kind: SourceKind;
  definition: unknown;
  version: number;
  isPaused: boolean;
  failures: number;
  /** The team owns the server: it may use what the operator's environment holds. */
  isOfServer: boolean;
  watermark: JsonObject | null;
}

/** Where the next listing goes on. */
export interface Watermark {
  /** Keys up to here were seen, and nothing younger than the overlap is before it. */
  floorKey: string | null;
  /** When the newest object seen was changed, epoch ms. */
  newestMs: number;
  /** When all keys were listed last, epoch ms. */
  fullAtMs: number;
}

/** An instance that died gives its source back after this long. */
const LEASE_S = 60;

export async function loadSource(sql: Queryable, sourceId: string): Promise<SourceRow | null> {
  const [row] = await sql<SourceRow[]>`select ${columns(sql)} from public.sources s where s.id = ${sourceId}`;
  return row ?? null;
}

/** Takes the next source that is due for this instance, of all or of some; of several instances one gets it. */
export async function claimDueSource(
  sql: Sql,
  { instance, only }: { instance: string; only: readonly string[] | null },
): Promise<SourceRow | null> {
  const [row] = await sql<SourceRow[]>`
    update public.sources s set leased_by = ${instance}, leased_until = now() + ${LEASE_S} * interval '1 second',
      last_run_at = now()
    where s.id = (
      select id from public.sources
      where paused_at is null and (leased_until is null or leased_until < now())
        and ${only === null ? sql`next_run_at <= now()` : sql`id in ${sql(only.length === 0 ? [NO_ID] : [...only])}`}
      order by next_run_at for update skip locked limit 1)
    returning ${columns(sql)}`;
  return row ?? null;
}

const NO_ID = "00000000-0000-0000-0000-000000000000";

/** False when the lease ran out and another instance has the source, or when it was paused or removed. */
export async function renewLease(sql: Sql, { id, instance }: { id: string; instance: string }): Promise<boolean> {
  const { count } = await sql`
    update public.sources set leased_until = now() + ${LEASE_S} * interval '1 second'
    where id = ${id} and leased_by = ${instance} and paused_at is null`;
  return count > 0;
}

export interface RunEnd {
  status: "completed" | "held" | "failed";
  message: string | null;
  code: string | null;
  watermark: Watermark | null;
  /** Until the next run; null = when somebody asks for it. */
  delayS: number | null;
}

/** Ends a run and gives the source back. */
export async function endRun(
  tx: TransactionSql,
  { source, runId, instance }: { source: SourceRow; runId: number; instance: string },
  end: RunEnd,
): Promise<void> {
  const { status, message, code, watermark, delayS } = end;
  const error = status === "failed" ? tx.json({ code, message }) : null;
  await tx`
    update public.source_runs set finished_at = now(), status = ${status}, message = ${message} where id = ${runId}`;
  await tx`
    update public.sources set leased_by = null, leased_until = null, last_error = ${error},
      failures = ${status === "failed" ? tx`failures + 1` : 0},
      watermark = ${watermark === null ? tx`watermark` : tx.json({ ...watermark })},
      last_complete_at = ${status === "completed" ? tx`now()` : tx`last_complete_at`},
      -- "Run now" during the run counts for the next one.
      next_run_at = case when next_run_at > last_run_at and isfinite(next_run_at) then next_run_at
        else ${delayS === null ? tx`'infinity'` : tx`now() + ${delayS} * interval '1 second'`} end
    where id = ${source.id} and leased_by = ${instance}`;
  await tx`select private.notify_organization(${source.organizationId}, 'source', ${tx.json({ id: source.id })})`;
}

export async function beginRun(
  sql: Sql,
  { source, trigger, instance }: { source: SourceRow; trigger: RunTrigger; instance: string },
): Promise<number> {
  // A run that an instance did not live to end.
  await sql`
    update public.source_runs set finished_at = now(), status = 'failed',
      message = 'The server that ran this ended before it was done; another run went on.'
    where source_id = ${source.id} and status = 'running'`;
  const [row] = await sql<{ id: number }[]>`
    insert into public.source_runs (organization_id, source_id, trigger, instance)
    values (${source.organizationId}, ${source.id}, ${trigger}, ${instance}) returning id::float8 as id`;
  if (!row) throw new Error("A run was not noted.");
  return row.id;
}

export interface RunCounts {
  listed?: number;
  new?: number;
  taken?: number;
  skipped?: number;
  failed?: number;
  takenBytes?: number;
}

/** Adds to what the latest run of a source has done; who takes its objects may be another instance. */
export async function countInRun(sql: Queryable, sourceId: string, counts: RunCounts): Promise<void> {
  await sql`
    update public.source_runs set listed_count = listed_count + ${counts.listed ?? 0},
      new_count = new_count + ${counts.new ?? 0}, taken_count = taken_count + ${counts.taken ?? 0},
      skipped_count = skipped_count + ${counts.skipped ?? 0}, failed_count = failed_count + ${counts.failed ?? 0},
      taken_bytes = taken_bytes + ${counts.takenBytes ?? 0}
    where id = (select max(id) from public.source_runs where source_id = ${sourceId})`;
}

/** How many files of an organisation wait in its lanes. */
export async function countWaiting(sql: Queryable, organizationId: string): Promise<number> {
  const [row] = await sql<{ waiting: number }[]>`
    select count(*)::int as waiting from public.log_files
    where organization_id = ${organizationId} and job_state = 'waiting'`;
  return row?.waiting ?? 0;
}

/** Keys of a source, as they were encrypted; null = it has none. */
export async function loadSourceSecret(sql: Queryable, sourceId: string): Promise<Uint8Array | null> {
  const [row] = await sql<{ ciphertext: Uint8Array }[]>`
    select ciphertext from private.source_secrets where source_id = ${sourceId}`;
  return row?.ciphertext ?? null;
}

/** True for the team that owns the server. */
export async function isServerTeam(sql: Queryable, organizationId: string): Promise<boolean> {
  const [row] = await sql<{ isOfServer: boolean }[]>`
    select coalesce(private.server_organization() = ${organizationId}::uuid, false) as "isOfServer"`;
  return row?.isOfServer ?? false;
}

function columns(sql: Queryable) {
  return sql`
    s.id, s.organization_id as "organizationId", s.name, s.kind, s.definition, s.version,
    s.paused_at is not null as "isPaused", s.failures, s.watermark,
    s.organization_id = private.server_organization() as "isOfServer"`;
}
