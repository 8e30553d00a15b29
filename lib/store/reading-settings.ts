import type { ReadingSettings } from "#lib/model/reading-settings.ts";
import type { TransactionSql } from "./sql.ts";

/** A file that has ended, with what decides how it is read. */
export interface EndedReading {
  settings: ReadingSettings;
  isArchive: boolean;
  /** When its reading ended, whole ms since 1970; null = never. */
  readAtMs: number | null;
}

/** The settings that a change replaced; those that stayed are not in it. */
export type SettingChanges = {
  [Name in keyof ReadingSettings]?: { from: string | null; to: string | null };
};

/** Locked until the transaction ends, so that nobody starts it meanwhile. Null when it has not ended. */
export async function lockEndedReading(tx: TransactionSql, fileId: string): Promise<EndedReading | null> {
  const [row] = await tx<EndedReading[]>`
    select jsonb_build_object('format', format_setting, 'timeZone', time_zone_setting) as settings,
      archive_kind is not null as "isArchive", floor(extract(epoch from finished_at) * 1000)::float8 as "readAtMs"
    from public.log_files
    where id = ${fileId} and job_state in ('completed', 'failed', 'cancelled', 'discarded')
    for update`;
  return row ?? null;
}

/** Stores what is chosen for a file; takes effect when it is read from its start. Tells what is another choice now. */
export async function changeReadingSettings(
  tx: TransactionSql,
  { fileId, from, to }: { fileId: string; from: ReadingSettings; to: ReadingSettings },
): Promise<SettingChanges> {
  const changes: SettingChanges = {};
  if (from.format !== to.format) changes.format = { from: from.format, to: to.format };
  if (from.timeZone !== to.timeZone) changes.timeZone = { from: from.timeZone, to: to.timeZone };
  if (Object.keys(changes).length === 0) return changes;
  await tx`
    update public.log_files set format_setting = ${to.format}, time_zone_setting = ${to.timeZone} where id = ${fileId}`;
  return changes;
}
