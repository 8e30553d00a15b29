import type { LaneRule, LaneRules } from "#lib/model/lane-rule.ts";

/** The rules with one of them moved to another place. */
export function movedRule(rules: readonly LaneRule[], from: number, to: number): LaneRule[] {
  const rule = rules[from];
  if (rule === undefined || to < 0 || to >= rules.length) return [...rules];
  const rest = rules.filter((_, index) => index !== from);
  return [...rest.slice(0, to), rule, ...rest.slice(to)];
}

export type RuleChange = "new" | "changed" | null;

/** What became of a rule since it was saved. */
export function ruleChange(saved: LaneRules, rule: LaneRule): RuleChange {
  const before = saved.rules.find(({ id }) => id === rule.id);
  if (before === undefined) return "new";
  return isSame(before, rule) ? null : "changed";
}

/** How many things differ: rules made, changed or removed, their order once, the last one. */
export function countChanges(saved: LaneRules, draft: LaneRules): number {
  const kept = saved.rules.filter(({ id }) => draft.rules.some((rule) => rule.id === id)).map(({ id }) => id);
  const order = draft.rules.filter(({ id }) => kept.includes(id)).map(({ id }) => id);
  return (
    draft.rules.filter((rule) => ruleChange(saved, rule) !== null).length +
    (saved.rules.length - kept.length) +
    (isSame(kept, order) ? 0 : 1) +
    (isSame(saved.otherwise, draft.otherwise) ? 0 : 1)
  );
}

/** A copy right after its original, off until it says something else. */
export function withCopy(rules: readonly LaneRule[], index: number, id: string): LaneRule[] {
  const original = rules[index];
  if (original === undefined) return [...rules];
  const copy = { ...original, id, name: `${original.name.slice(0, 73)} (copy)`, isOn: false };
  return [...rules.slice(0, index + 1), copy, ...rules.slice(index + 1)];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** With the keys of its objects in order: Postgres keeps them in another. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
