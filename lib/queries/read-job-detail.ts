import { z } from "zod";
import { NotFoundError } from "#lib/errors.ts";
import type { JobDetail, JobStep } from "#lib/model/job.ts";
import type { Caller } from "#lib/platform/caller.ts";
import { asCaller, database, type TransactionSql } from "#lib/platform/database.ts";
import { explainJobs } from "./explain-jobs.ts";
import { foundInColumn } from "./found-in.ts";
import { type JobRow, jobColumns, jobItem } from "./job-columns.ts";

type StoredDetail = JobRow & Pick<JobDetail, "sha256" | "foundIn" | "position">;

/** Steps and transitions of a longer life: the last ones. */
const MAX_STEPS = 1000;

/**
 * One job with all limits that decide when it starts, and the timeline of its runs, oldest first.
 * @throws NotFoundError, for another team's job as for one that never was
 */
export async function readJobDetail(
  { claims }: Pick<Caller, "claims">,
  jobId: string,
  sql = database(),
): Promise<JobDetail> {
  const found = await asCaller(claims, (tx) => findJob(tx, jobId), { sql });
  const { sha256, foundIn, position, steps, ...row } = found;
  const item = jobItem(row);
  const wait = (await explainJobs(sql, [item])).get(item.id);
  return {
    ...item,
    waitReason: wait?.reason ?? null,
    latestStartMs: wait?.latestStartMs ?? null,
    limits: wait?.limits ?? [],
    sha256,
    foundIn,
    position: item.state === "failed" || item.state === "discarded" ? position : null,
    steps,
  };
}

async function findJob(tx: TransactionSql, jobId: string): Promise<StoredDetail & { steps: JobStep[] }> {
  const rows = z.guid().safeParse(jobId).success
    ? await tx<StoredDetail[]>`
        select ${jobColumns(tx)}, f.sha256, ${foundInColumn(tx)} as "foundIn", jsonb_build_object(
          'recordNumber', greatest(f.record_count + f.reject_count, coalesce(p.record_count + p.reject_count, 0)),
          'byteOffset', coalesce(
            (select e.byte_offset from public.error_tracking e
              where e.file_id = f.id and e.kind = 'exception' order by e.id desc limit 1), p.bytes_done, 0)) as position
        from public.log_files f
        left join public.file_progress p on p.file_id = f.id
        left join public.deployments d on d.id = f.deployment_id
        left join public.devices v on v.id = f.device_id
        where f.id = ${jobId} and f.job_state is not null`
    : [];
  const [job] = rows;
  if (!job) throw new NotFoundError("There is no such job, or it belongs to another team.", { details: { jobId } });
  return { ...job, steps: await listSteps(tx, job.id) };
}

/** What the steps did and what happened between them, in one order of time. */
async function listSteps(tx: TransactionSql, fileId: string): Promise<JobStep[]> {
  const steps = await tx<JobStep[]>`
    select s.* from (
      (select (extract(epoch from e.at) * 1000)::float8 as "atMs", e.kind,
        coalesce((e.details ->> 'attempt')::integer, 0) as attempt, null::float8 as "durationMs",
        null::float8 as records, e.reason as text, null::text as error, 0 as source, e.id as no
      from public.processing_events e where e.file_id = ${fileId}
      order by e.id desc limit ${MAX_STEPS})
      union all
      (select (extract(epoch from s.started_at) * 1000)::float8, case when s.error is null then 'step' else 'retry' end,
        s.attempt, s.duration_ms::float8, s.records::float8,
        case when s.error is null then 'Read on as step ' || s.step_no || ' of run ' || s.dispatch || '.'
          else 'Step ' || s.step_no || ' of run ' || s.dispatch || ' went wrong.' end, s.error, 1, s.id
      from public.file_steps s where s.file_id = ${fileId}
      order by s.id desc limit ${MAX_STEPS})
    ) s
    order by "atMs" desc, source desc, no desc
    limit ${MAX_STEPS}`;
  return steps.toReversed().map(({ atMs, kind, attempt, durationMs, records, text, error }) => ({
    atMs,
    kind,
    attempt,
    durationMs,
    records,
    text,
    error,
  }));
}
