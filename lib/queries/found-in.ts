import type { TransactionSql } from "#lib/platform/database.ts";

/** The `FoundIn` (lib/model/source.ts) of log_files f; null for what was uploaded, and when the source is gone. */
export function foundInColumn(tx: TransactionSql) {
  return tx`(
    select jsonb_build_object('sourceId', s.id, 'name', s.name, 'key', so.object_key, 'version', so.version)
    from public.source_objects so join public.sources s on s.id = so.source_id
    where so.id = f.source_object_id)`;
}
