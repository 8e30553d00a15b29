import { z } from "zod";
import { NotFoundError } from "#lib/errors.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { isNew, ownPatterns, type PatternItem, patternColumns, teamFacts } from "./list-patterns.ts";

const MAX_LISTED = 50;

/** A run of an installation, as one is compared with another. */
export interface ComparedRun {
  fileId: string;
  fileName: string;
  /** Null when nobody knows which device wrote it. */
  deviceName: string | null;
  product: string;
  /** When it ended, else when its file came. */
  atMs: number;
}

/** Kinds of line of a failed run that the last successful run of the same product in the deployment does not have. */
export interface NewPatterns {
  /** Null when the device has no failed installation. */
  failed: ComparedRun | null;
  /** The run it was compared with; null when there is none yet. */
  comparedWith: ComparedRun | null;
  total: number;
  /** Worst first, then rarest; at most 50. */
  patterns: PatternItem[];
}

type Run = ComparedRun & { fileNo: number; format: string | null };

/** @throws NotFoundError */
export async function listNewPatterns(
  tx: TransactionSql,
  { deploymentId, deviceId }: { deploymentId: string; deviceId: string },
): Promise<NewPatterns> {
  await requireDevice(tx, deploymentId, deviceId);
  const [failed] = await tx<Run[]>`
    select ${runColumns(tx)} from public.installation_logs i ${runJoins(tx)}
    where i.deployment_id = ${deploymentId} and coalesce(i.device_id, i.file_id) = ${deviceId} and i.outcome = 'failed'
    order by ${runTime(tx)} desc, i.attempt desc, i.id limit 1`;
  if (!failed) return { failed: null, comparedWith: null, total: 0, patterns: [] };
  // A log of another kind holds other lines: one of the same format tells more.
  const [succeeded] = await tx<Run[]>`
    select ${runColumns(tx)} from public.installation_logs i ${runJoins(tx)}
    where i.deployment_id = ${deploymentId} and i.product = ${failed.product} and i.outcome in ('succeeded', 'reboot')
      and f.no <> ${failed.fileNo}
    order by (f.format is not distinct from ${failed.format}) desc, ${runTime(tx)} desc, i.attempt desc, i.id limit 1`;
  if (!succeeded) return { failed: publicRun(failed), comparedWith: null, total: 0, patterns: [] };
  const rows = await tx<(PatternItem & { total: number })[]>`
    with own as (
      select * from (${ownPatterns(tx, failed.fileNo)}) mine
      where mine.id not in (select theirs.id from (${ownPatterns(tx, succeeded.fileNo)}) theirs)
    ), page as (
      select own.*, ${isNew(tx, failed.fileNo)} as is_new, count(*) over ()::float8 as total from own
      order by level desc, count, first_record_no limit ${MAX_LISTED}
    )
    select ${patternColumns(tx)}, page.total from page join logs.log_patterns t on t.id = page.id
    cross join lateral (${teamFacts(tx)}) team
    order by page.level desc, page.count, page.first_record_no`;
  return {
    failed: publicRun(failed),
    comparedWith: publicRun(succeeded),
    total: rows[0]?.total ?? 0,
    patterns: rows.map(({ total: _, ...pattern }) => pattern),
  };
}

async function requireDevice(tx: TransactionSql, deploymentId: string, deviceId: string): Promise<void> {
  const isId = z.guid().safeParse(deploymentId).success && z.guid().safeParse(deviceId).success;
  const found = isId
    ? await tx`
        select 1 from public.deployment_devices where deployment_id = ${deploymentId} and subject_id = ${deviceId}`
    : [];
  if (found.length > 0) return;
  throw new NotFoundError("There is no such device in this deployment, or it belongs to another team.", {
    details: { deploymentId, deviceId },
  });
}

function runColumns(tx: TransactionSql) {
  return tx`
    f.id as "fileId", f.no as "fileNo", f.name as "fileName", f.format, d.name as "deviceName", i.product,
    (extract(epoch from ${runTime(tx)}) * 1000)::float8 as "atMs"`;
}

function runJoins(tx: TransactionSql) {
  return tx`join public.log_files f on f.id = i.file_id left join public.devices d on d.id = i.device_id`;
}

function runTime(tx: TransactionSql) {
  return tx`coalesce(i.finished_at, i.started_at, i.created_at)`;
}

function publicRun({ fileNo: _, format: __, ...run }: Run): ComparedRun {
  return run;
}
