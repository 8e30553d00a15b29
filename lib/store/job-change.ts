import { arrayLiteral } from "./array-literal.ts";
import type { SettingChanges } from "./reading-settings.ts";
import type { TransactionSql } from "./sql.ts";

/** What a person does to jobs, and what the audit trail says of it at each. */
export interface JobChange {
  fileIds: readonly string[];
  /** The person. */
  actor: string;
  /** One sentence. */
  reason: string;
  /** What they wrote with it. */
  note: string;
  /** How many jobs the same action was asked for, of an action over a filter. */
  batchSize?: number;
  /** Of a file that is read again in another way: what was chosen before and what is now. */
  settings?: SettingChanges;
}

/** For `id in …`. Unnested: as an array in a condition its text would be parsed anew for each row. */
export function idsOf(tx: TransactionSql, fileIds: readonly string[]) {
  return tx`(select unnest(${arrayLiteral(fileIds)}::text::uuid[]))`;
}

/** What an event's details say about the action itself. */
export function changeDetails(tx: TransactionSql, { note, batchSize, settings }: JobChange) {
  const changed = settings === undefined || Object.keys(settings).length === 0 ? null : tx.json({ ...settings });
  return tx`jsonb_strip_nulls(jsonb_build_object(
    'note', nullif(${note}::text, ''), 'batchSize', ${batchSize ?? null}::integer)) ||
    case when ${changed}::jsonb is null then '{}'::jsonb else jsonb_build_object('settings', ${changed}::jsonb) end`;
}
