import { type FileFacts, updateFileFacts } from "./file-facts.ts";
import { recordEvent } from "./record-event.ts";
import type { TransactionSql } from "./sql.ts";

interface EndingFile {
  id: string;
  organizationId: string;
  dispatch: number;
}

/** Ends a file that was read to its end. False = this dispatch is over, and nothing was changed. */
export async function completeFile(tx: TransactionSql, file: EndingFile, facts: FileFacts): Promise<boolean> {
  const [row] = await tx<{ id: string }[]>`
    update public.log_files set status = 'completed', finished_at = now(), error = null
    where id = ${file.id} and dispatch = ${file.dispatch} and status = 'processing'
    returning id`;
  if (!row) return false;
  await updateFileFacts(tx, file.id, facts);
  await tx`
    update public.file_progress set heartbeat_at = now(), updated_at = now(), records_per_s = null,
      bytes_done = (select size_bytes from public.log_files where id = ${file.id})
    where file_id = ${file.id}`;
  const { records, rejects } = facts.counts;
  const processors = facts.reading?.processors?.map(({ name, version }) => `${name} (version ${version})`).join(", ");
  await recordEvent(tx, {
    organizationId: file.organizationId,
    fileId: file.id,
    kind: "completed",
    fromStatus: "processing",
    toStatus: "completed",
    actor: null,
    reason: "Read to its end.",
    details: { dispatch: file.dispatch, records, rejects, ...(processors && { processors }) },
  });
  return true;
}
