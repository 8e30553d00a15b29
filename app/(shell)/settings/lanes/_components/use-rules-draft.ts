"use client";

import { useState } from "react";
import type { LaneRule, LaneRules } from "#lib/model/lane-rule.ts";
import type { TeamLaneRules } from "#lib/queries/read-lane-rules.ts";
import { countChanges } from "./rules-draft.ts";

export interface RulesDraft extends LaneRules {
  changes: number;
  /** The version that the changes began with; saving over another one is refused. */
  version: number;
  /** Somebody else saved since. */
  isOutdated: boolean;
  setRules(rules: LaneRule[]): void;
  setOtherwise(otherwise: LaneRules["otherwise"]): void;
  discard(): void;
}

/** The rules as they are being edited; without changes they follow what is saved. */
export function useRulesDraft(saved: TeamLaneRules): RulesDraft {
  const [draft, setDraft] = useState<(LaneRules & { base: LaneRules; version: number }) | null>(null);
  const { rules, otherwise } = draft ?? saved;
  const version = draft?.version ?? saved.version;
  const base = draft?.base ?? saved;
  const change = (next: LaneRules) => {
    const changed = { rules: next.rules, otherwise: next.otherwise, base, version };
    setDraft(countChanges(base, changed) === 0 ? null : changed);
  };
  return {
    rules,
    otherwise,
    version,
    changes: draft === null ? 0 : countChanges(draft.base, draft),
    isOutdated: draft !== null && saved.version !== draft.version,
    setRules: (next) => change({ rules: next, otherwise }),
    setOtherwise: (next) => change({ rules, otherwise: next }),
    discard: () => setDraft(null),
  };
}
