import type { FormatDefinition } from "#lib/model/format-definition.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { asked } from "./function-refusal.ts";

/** A team's own format as it is now. */
export interface TeamFormat {
  id: string;
  /** What an editor starts from, to be given back with its changes. */
  version: number;
  definition: FormatDefinition;
  isRetired: boolean;
  savedAtMs: number;
  /** Address; null for people who left the team. */
  savedBy: string | null;
  /** Files of the team that were read with any version of it. */
  files: number;
}

/** One saving of a format. */
export type FormatVersion = Omit<TeamFormat, "files">;

/** What pages need to show a team's own format where a file has it. */
export type FormatName = Pick<TeamFormat, "id" | "isRetired"> & { name: string };

/** The team's own formats without their definitions, by name. */
export async function listFormatNames(tx: TransactionSql, organizationId: string): Promise<FormatName[]> {
  return await tx<FormatName[]>`
    select d.slug as id, d.definition ->> 'name' as name, d.is_retired as "isRetired"
    from (select distinct on (slug) * from public.format_definitions
      where organization_id = ${organizationId} order by slug, version desc) d
    order by lower(d.definition ->> 'name'), d.slug`;
}

/** The newest version of each format, by name. */
export async function listFormats(tx: TransactionSql, organizationId: string): Promise<TeamFormat[]> {
  return await tx<TeamFormat[]>`
    select d.slug as id, d.version, d.definition, d.is_retired as "isRetired",
      (extract(epoch from d.created_at) * 1000)::float8 as "savedAtMs",
      private.member_email(d.organization_id, d.created_by) as "savedBy",
      (select count(*)::float8 from public.log_files f
        where f.organization_id = d.organization_id and f.format = d.slug) as files
    from (select distinct on (slug) * from public.format_definitions
      where organization_id = ${organizationId} order by slug, version desc) d
    order by d.is_retired, lower(d.definition ->> 'name'), d.slug`;
}

/** All versions of one format, newest first. */
export async function listFormatVersions(
  tx: TransactionSql,
  { organizationId, id, limit = 100 }: { organizationId: string; id: string; limit?: number },
): Promise<FormatVersion[]> {
  return await tx<FormatVersion[]>`
    select d.slug as id, d.version, d.definition, d.is_retired as "isRetired",
      (extract(epoch from d.created_at) * 1000)::float8 as "savedAtMs",
      private.member_email(d.organization_id, d.created_by) as "savedBy"
    from public.format_definitions d
    where d.organization_id = ${organizationId} and d.slug = ${id}
    order by d.version desc limit ${limit}`;
}

/**
 * Saves a format as its next version; the database checks the right. Returns the version.
 * @throws ForbiddenError below admin; ConflictError when it was changed since `basedOn` (0 = new)
 */
export async function saveFormat(
  tx: TransactionSql,
  { organizationId, definition, basedOn }: { organizationId: string; definition: FormatDefinition; basedOn: number },
): Promise<number> {
  const [row] = await asked(
    tx<{ version: number }[]>`
      select public.save_format_definition(${organizationId}, ${tx.json(definition)}, ${basedOn}) as version`,
  );
  return row?.version ?? basedOn;
}

/**
 * No new file is taken for the format from now on; what was read with it stays.
 * @throws NotFoundError; ForbiddenError below admin; ConflictError when it was changed since `basedOn`
 */
export async function retireFormat(
  tx: TransactionSql,
  { organizationId, id, basedOn }: { organizationId: string; id: string; basedOn: number },
): Promise<number> {
  const [row] = await asked(
    tx<{ version: number }[]>`
      select public.retire_format_definition(${organizationId}, ${id}, ${basedOn}) as version`,
  );
  return row?.version ?? basedOn;
}
