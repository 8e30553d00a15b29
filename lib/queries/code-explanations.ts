import type { CodeExplanation, CodeWords } from "#lib/model/code-explanation.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { asked } from "./function-refusal.ts";

/** The team's own words for codes, by code; at most 500. */
export async function listCodeExplanations(tx: TransactionSql, organizationId: string): Promise<CodeExplanation[]> {
  return await tx<CodeExplanation[]>`
    select e.code, e.title, e.meaning, e.what_to_check as check,
      private.member_email(e.organization_id, e.changed_by) as "changedBy",
      (extract(epoch from e.changed_at) * 1000)::float8 as "changedAtMs"
    from public.code_explanations e where e.organization_id = ${organizationId} order by e.code`;
}

/**
 * Sets a team's words for a code (as `usualCode` writes it), or takes them away (`words` null).
 * @throws NotFoundError, ForbiddenError (a viewer), InvalidInputError (too many)
 */
export async function explainCodeForTeam(
  tx: TransactionSql,
  { organizationId, code, words }: { organizationId: string; code: string; words: CodeWords | null },
): Promise<void> {
  const { title = null, meaning = null, check = null } = words ?? {};
  await asked(tx`select public.explain_code(${organizationId}, ${code}, ${title}, ${meaning}, ${check})`);
}
