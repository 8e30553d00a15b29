import { InvalidInputError } from "#lib/errors.ts";
import { usableFormats } from "#lib/formats/custom/usable-formats.ts";
import type { LogFormat } from "#lib/formats/format.ts";
import { formatById } from "#lib/formats/formats.ts";
import type { Queryable } from "./sql.ts";

/**
 * An organisation's own formats as they are now. `begun` is the format and version that a file in progress began with:
 * it goes on with that one, whatever was saved or retired since.
 */
export async function loadFormats(
  sql: Queryable,
  organizationId: string,
  begun: { format: string; version: number } | null = null,
): Promise<LogFormat[]> {
  const rows = await sql<{ version: number; definition: unknown }[]>`
    select version, definition from (
      select distinct on (slug) slug, version, definition, is_retired from public.format_definitions
      where organization_id = ${organizationId} and slug is distinct from ${begun?.format ?? null}
      order by slug, version desc) latest
    where not is_retired
    union all
    select version, definition from public.format_definitions
    where organization_id = ${organizationId} and slug = ${begun?.format ?? null} and version = ${begun?.version ?? null}`;
  return usableFormats(rows);
}

/** @throws InvalidInputError when a chosen format is neither built in nor one of the organisation's */
export async function requireFormat(
  sql: Queryable,
  { organizationId, format }: { organizationId: string; format: string | null },
): Promise<void> {
  if (format === null || formatById(format) !== undefined) return;
  const own = await loadFormats(sql, organizationId);
  if (own.some(({ id }) => id === format)) return;
  throw new InvalidInputError(`format: "${format}" is not a log format`, { code: "unprocessable" });
}
