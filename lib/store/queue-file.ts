import type { ClassifyInput } from "#lib/lanes/classify.ts";
import type { ArchiveKind } from "#lib/model/bundle.ts";
import type { Lane } from "#lib/model/log-file.ts";
import { keepFileScan, packFileScan } from "./file-scan.ts";
import { recordEvent } from "./record-event.ts";
import type { TransactionSql } from "./sql.ts";

/** What a first look at a file's start and end says about it. */
export interface FirstLook {
  format: string;
  /** 0 to 1. */
  confidence: number;
  /** Of an archive; absent or null = a log. */
  archive?: ArchiveKind | null;
  runnerUp: { format: string; confidence: number } | null;
  lane: Lane;
  laneReason: string;
  /** What the rules were shown; kept, so that other rules can be tried on it. */
  seen?: Pick<ClassifyInput, "head" | "tail">;
}

/** Puts an uploaded file into its lane, once: false when it is queued already or has ended. */
export async function queueFile(
  tx: TransactionSql,
  { fileId, look, actor }: { fileId: string; look: FirstLook; actor: string | null },
): Promise<boolean> {
  const scan = look.seen ? await packFileScan(look.seen) : null;
  const [row] = await tx<{ organizationId: string; no: number }[]>`
    update public.log_files set queued_at = now(), stored_at = coalesce(stored_at, now()),
      lane = ${look.lane}, first_lane = ${look.lane}, lane_reason = ${look.laneReason}, format = ${look.format},
      archive_kind = ${look.archive ?? null},
      format_confidence = ${look.confidence}, runner_up = ${look.runnerUp?.format ?? null},
      runner_up_confidence = ${look.runnerUp?.confidence ?? null}
    where id = ${fileId} and status = 'pending' and queued_at is null
    returning organization_id as "organizationId", no`;
  if (!row) return false;
  await tx`
    insert into public.file_progress (file_id, organization_id) values (${fileId}, ${row.organizationId})
    on conflict (file_id) do nothing`;
  if (scan) await keepFileScan(tx, { fileId, ...row, format: look.format, bytes: scan });
  await recordEvent(tx, {
    organizationId: row.organizationId,
    fileId,
    kind: "queued",
    fromStatus: "pending",
    toStatus: "pending",
    actor,
    reason: look.laneReason,
    details: { lane: look.lane, format: look.format, confidence: look.confidence },
  });
  return true;
}
