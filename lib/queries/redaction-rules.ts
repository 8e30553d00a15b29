import { DEFAULT_REDACTION_RULES, type RedactionRules, redactionRulesSchema } from "#lib/model/redaction.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { asked } from "./function-refusal.ts";

export interface TeamRedactionRules {
  rules: RedactionRules;
  /** What an editor starts from, to be given back with its changes; 0 = never saved. */
  version: number;
  /** Who saved them last, and when; null = never saved. */
  changedBy: string | null;
  changedAtMs: number | null;
}

/** What is redacted of a team's files. */
export async function readRedactionRules(tx: TransactionSql, organizationId: string): Promise<TeamRedactionRules> {
  const [row] = await tx<{ rules: unknown }[]>`
    select rules from public.redaction_rules where organization_id = ${organizationId}`;
  const [change] = await tx<{ version: number; by: string | null; atMs: number }[]>`
    select id as version, private.member_email(organization_id, actor) as by,
      (extract(epoch from at) * 1000)::float8 as "atMs"
    from public.redaction_changes where organization_id = ${organizationId} order by id desc limit 1`;
  return {
    rules: row === undefined ? DEFAULT_REDACTION_RULES : redactionRulesSchema.parse(row.rules),
    version: change?.version ?? 0,
    changedBy: change?.by ?? null,
    changedAtMs: change?.atMs ?? null,
  };
}

/**
 * Replaces a team's rules, for files that are read from now on; the database checks the right and records it.
 * @throws ForbiddenError below admin; ConflictError when they were changed since `version`
 */
export async function saveRedactionRules(
  tx: TransactionSql,
  { organizationId, rules, version }: { organizationId: string; rules: RedactionRules; version: number },
): Promise<void> {
  await asked(tx`select public.save_redaction_rules(${organizationId}, ${tx.json(rules)}, ${version})`);
}
