import type { Lane } from "#lib/model/log-file.ts";
import { recordEvent } from "./record-event.ts";
import type { Sql, TransactionSql } from "./sql.ts";
import { storableText } from "./storable-text.ts";

/** One try of one step, for the timeline of its file. */
export interface StepTrace {
  fileId: string;
  dispatch: number;
  /** From 1 in each run. */
  stepNumber: number;
  /** From 1. */
  attempt: number;
  lane: Lane;
  startedAtMs: number;
  durationMs: number;
  /** Stored by it. */
  records: number;
  /** Of the source, when it ended; null = not known. */
  bytesDone: number | null;
  error: string | null;
}

/** What comes after a step that failed. */
export interface NextTry {
  /** Epoch ms; null = soon, when the queue decides. */
  atMs: number | null;
}

const LONGEST_ERROR = 2000;

/** Keeps the trace of a step, and a line in the trail when it is tried again. The same try is noted once. */
export async function noteStep(sql: Sql, trace: StepTrace, nextTry: NextTry | null): Promise<void> {
  await sql.begin(async (tx) => {
    const noted = await insertStep(tx, trace);
    if (noted !== null && nextTry !== null && trace.error !== null) await recordRetry(tx, noted, trace, nextTry);
  });
}

async function insertStep(tx: TransactionSql, trace: StepTrace): Promise<string | null> {
  const error = trace.error === null ? null : storableText(trace.error).slice(0, LONGEST_ERROR);
  const [row] = await tx<{ organizationId: string }[]>`
    insert into public.file_steps (file_id, organization_id, dispatch, step_no, attempt, lane, started_at, duration_ms,
      records, bytes_done, error)
    select f.id, f.organization_id, ${trace.dispatch}, ${trace.stepNumber}, ${trace.attempt}, ${trace.lane},
      to_timestamp(${trace.startedAtMs / 1000}::float8), ${Math.max(0, Math.round(trace.durationMs))}, ${trace.records},
      coalesce(${trace.bytesDone}::bigint, p.bytes_done, 0), ${error}
    from public.log_files f left join public.file_progress p on p.file_id = f.id
    where f.id = ${trace.fileId}
    on conflict on constraint file_steps_once do nothing
    returning organization_id as "organizationId"`;
  return row?.organizationId ?? null;
}

async function recordRetry(
  tx: TransactionSql,
  organizationId: string,
  trace: StepTrace,
  nextTry: NextTry,
): Promise<void> {
  const error = storableText(trace.error ?? "").slice(0, LONGEST_ERROR);
  await recordEvent(tx, {
    organizationId,
    fileId: trace.fileId,
    kind: "retry",
    fromStatus: "processing",
    toStatus: "processing",
    actor: null,
    reason: `Step ${trace.stepNumber} failed at attempt ${trace.attempt} and is tried again: ${error}`,
    details: {
      dispatch: trace.dispatch,
      step: trace.stepNumber,
      attempt: trace.attempt,
      error,
      nextTryAtMs: nextTry.atMs === null ? null : Math.round(nextTry.atMs),
    },
  });
}
