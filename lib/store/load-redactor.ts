import { InvalidInputError } from "#lib/errors.ts";
import { DEFAULT_REDACTION_RULES, type RedactionRules, redactionRulesSchema } from "#lib/model/redaction.ts";
import { createRedactor, type Redactor } from "#lib/normalise/redact/redactor.ts";
import type { Queryable } from "./sql.ts";

/**
 * What replaces an organisation's secrets before they are stored; null when all its rules are off.
 * Throws InvalidInputError when its rules can't be used: nothing is stored unredacted in their place.
 */
export async function loadRedactor(sql: Queryable, organizationId: string): Promise<Redactor | null> {
  const [row] = await sql<{ rules: unknown; key: Uint8Array }[]>`
    select rules, key from private.redaction_of(${organizationId})`;
  try {
    return createRedactor(rulesOf(row?.rules ?? null), row?.key ?? new Uint8Array(32));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InvalidInputError(
      `The redaction rules of this team can't be used (${why}), so nothing was read. Mend them in Settings / Redaction, then retry.`,
    );
  }
}

function rulesOf(stored: unknown): RedactionRules {
  return stored === null ? DEFAULT_REDACTION_RULES : redactionRulesSchema.parse(stored);
}
