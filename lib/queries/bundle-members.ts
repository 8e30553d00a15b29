import type { InstallationOutcome } from "#lib/model/log-file.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { type FileState, stateColumn } from "./list-files.ts";

/** What an archive holds: a file of its own, or why it is none. */
export interface BundleMemberItem {
  memberNo: number;
  /** Null = about the archive itself. */
  name: string | null;
  sizeBytes: number | null;
  problem: string | null;
  file: {
    id: string;
    state: FileState;
    format: string | null;
    lane: string;
    records: number;
    errors: number;
    /** The worst of its installations; null = it tells of none. */
    outcome: InstallationOutcome | null;
    error: string | null;
  } | null;
}

/** The first 1,000 members in the order of the archive. */
export async function readBundleMembers(tx: TransactionSql, bundleId: string): Promise<BundleMemberItem[]> {
  return tx<BundleMemberItem[]>`
    select m.member_no as "memberNo", m.name, m.size_bytes as "sizeBytes", m.problem,
      case when f.id is null then null else jsonb_build_object('id', f.id, 'state', ${stateColumn(tx)},
        'format', f.format, 'lane', f.lane, 'records', f.record_count,
        'errors', coalesce((f.severity_counts ->> 'error')::bigint, 0) + coalesce((f.severity_counts ->> 'fatal')::bigint, 0),
        'error', f.error ->> 'message',
        'outcome', (
          select i.outcome from public.installation_logs i where i.file_id = f.id
          order by array_position(array['failed', 'cancelled', 'unknown', 'in_progress', 'reboot', 'succeeded'], i.outcome::text)
          limit 1)) end as file
    from public.bundle_members m left join public.log_files f on f.id = m.file_id
    where m.bundle_id = ${bundleId}
    order by m.member_no limit 1000`;
}
