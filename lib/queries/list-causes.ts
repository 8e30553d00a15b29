import type { FailingLine } from "#lib/model/log-file.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { findFileRef } from "./file-ref.ts";
import { latestFailures } from "./latest-failures.ts";
import { recordRows } from "./list-records.ts";

/** Failures that stopped at the same code or, where the code says too little, at the same line. */
export interface FailureCause {
  /** Devices, and files that name no device. */
  targets: number;
  /** Of these, with a device. */
  devices: number;
  deployments: number;
  /** Of the earliest of them, which stands for all. */
  line: FailingLine | null;
  /** The text line before it, where the log has one. */
  before: { recordNumber: number; text: string } | null;
  product: string;
  exitCode: string | null;
  file: { id: string; name: string; format: string | null; timeZone: string | null };
  deployment: { id: string; name: string } | null;
  device: { id: string; name: string } | null;
  /** Whether these failures raised any alert. */
  hasAlert: boolean;
  /** An open one of them; null when somebody has taken them on. */
  openAlertId: string | null;
}

/** What fails most devices first. Only the first cause carries the line before its own. */
export async function listCauses(
  tx: TransactionSql,
  { organizationId, limit }: { organizationId: string; limit: number },
): Promise<FailureCause[]> {
  const causes = await tx<FailureCause[]>`
    with failures as (select f.*, ${causeKey(tx)} as cause from (${latestFailures(tx, organizationId)}) f),
    causes as (
      select cause, count(distinct target)::int as targets, count(distinct device_id)::int as devices,
        count(distinct deployment_id)::int as deployments,
        (array_agg(id order by (line ->> 'timestampUs')::bigint nulls last, at, id))[1] as first_id,
        min((line ->> 'timestampUs')::bigint) as first_us, array_agg(id) as ids
      from failures group by cause
      order by targets desc, first_us desc nulls last, cause
      limit ${limit}
    )
    select c.targets, c.devices, c.deployments, f.line, null as before, f.product, f.exit_code as "exitCode",
      jsonb_build_object('id', l.id, 'name', l.name, 'format', l.format, 'timeZone', l.time_zone) as file,
      case when d.id is null then null else jsonb_build_object('id', d.id, 'name', d.name) end as deployment,
      case when v.id is null then null else jsonb_build_object('id', v.id, 'name', v.name) end as device,
      (select a.id from public.alerts a where a.organization_id = ${organizationId} and a.state = 'open'
        and a.installation_log_id = any (c.ids) limit 1) as "openAlertId",
      exists (select 1 from public.alerts a where a.organization_id = ${organizationId}
        and a.installation_log_id = any (c.ids)) as "hasAlert"
    from causes c join failures f on f.id = c.first_id
    join public.log_files l on l.id = f.file_id
    left join public.deployments d on d.id = f.deployment_id
    left join public.devices v on v.id = f.device_id
    order by c.targets desc, c.first_us desc nulls last, c.cause`;
  const [first, ...others] = causes;
  return first ? [{ ...first, before: await lineBefore(tx, first) }, ...others] : [];
}

/** A HRESULT says enough by itself; 1603 does not, so its line counts, without what differs from device to device. */
function causeKey(tx: TransactionSql) {
  return tx`case
    when f.line ->> 'code' ~* '^0x8' then lower(f.line ->> 'code')
    else coalesce(f.line ->> 'code', f.exit_code, '') || ' ' || trim(regexp_replace(regexp_replace(regexp_replace(
      lower(coalesce(f.line ->> 'text', '')),
      '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', '#', 'g'), '(0x)?[0-9a-f]*[0-9][0-9a-f]*', '#', 'g'), '\\s+', ' ', 'g'))
    end`;
}

async function lineBefore(tx: TransactionSql, { line, file }: FailureCause): Promise<FailureCause["before"]> {
  if (!line) return null;
  const rows = await recordRows(tx, await findFileRef(tx, file.id), line.recordNumber - 1, line.recordNumber);
  const texts = rows.flatMap(({ recordNumber, text }) =>
    text.split("\n").map((part) => ({ recordNumber, text: part })),
  );
  const at = texts.findIndex(
    (part) => part.recordNumber === line.recordNumber && part.text.trim().startsWith(line.text),
  );
  const before = texts.slice(0, Math.max(0, at)).findLast(({ text }) => text.trim() !== "");
  return before ? { recordNumber: before.recordNumber, text: before.text.trim().slice(0, 500) } : null;
}
