import type { RedactionRules } from "#lib/model/redaction.ts";
import { patternProblem } from "#lib/streams/linear-pattern.ts";

/** The first of a team's own patterns that can't be used, and why; null when all can. */
export function redactionProblem({ own }: RedactionRules): { name: string; problem: string } | null {
  for (const { name, pattern } of own) {
    const problem = patternProblem(pattern);
    if (problem !== null) return { name, problem };
  }
  return null;
}
