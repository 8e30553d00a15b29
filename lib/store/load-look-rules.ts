import type { LogFormat } from "#lib/formats/format.ts";
import type { LaneRules } from "#lib/model/lane-rule.ts";
import type { Redactor } from "#lib/normalise/redact/redactor.ts";
import { loadFormats } from "./load-formats.ts";
import { loadLaneRules } from "./load-lane-rules.ts";
import { loadRedactor } from "./load-redactor.ts";
import type { Queryable } from "./sql.ts";

/** What an organisation's own settings say about a file that is looked at for the first time. */
export interface LookRules {
  formats: readonly LogFormat[];
  rules: LaneRules;
  redactor: Redactor | null;
}

/** Throws what loading them throws. */
export async function loadLookRules(sql: Queryable, organizationId: string): Promise<LookRules> {
  return {
    formats: await loadFormats(sql, organizationId),
    rules: await loadLaneRules(sql, organizationId),
    redactor: await loadRedactor(sql, organizationId),
  };
}
