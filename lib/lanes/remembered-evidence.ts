import type { LaneCondition } from "#lib/model/lane-rule.ts";
import type { ClassifyInput } from "./classify.ts";
import { type Evidence, ruleEvidence } from "./rule-evidence.ts";

const MAX_REMEMBERED = 40_000;
const remembered = new Map<string, Evidence | null>();

/** {@link ruleEvidence} for a file that is looked at again and again while rules are edited: one that stays is not run anew. */
export function rememberedEvidence(fileId: string): typeof ruleEvidence {
  return (condition: LaneCondition, input: ClassifyInput) => {
    const key = `${fileId} ${JSON.stringify([condition, input.format, input.deployment, input.device])}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const found = ruleEvidence(condition, input);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(key, found);
    return found;
  };
}
