import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { passReason, skipReason } from "#lib/collect/pass-reason.ts";
import type { SourceTrial, TriedObject } from "#lib/collect/try-source.ts";
import type { SourceDefinition } from "#lib/model/source.ts";
import { sourceTestSchema } from "#lib/model/source-body.ts";
import { namesFromKey } from "#lib/sources/names-from-key.ts";
import { type SourceDraft, trialBodyOf } from "./draft.ts";

export interface TrialVerdict {
  object: TriedObject;
  /** Why it would not become a file; null = it would. */
  passReason: string | null;
  deployment: string | null;
  device: string | null;
}

/** What would become of tried objects with the draft as it is now; null while the draft can't be used. */
export function trialVerdicts(objects: readonly TriedObject[], draft: SourceDraft): TrialVerdict[] | null {
  const parsed = sourceTestSchema.safeParse(trialBodyOf({ ...draft, ...NO_KEYS }, null));
  return parsed.success ? objects.map((object) => verdictOf(object, parsed.data.definition)) : null;
}

/** How many of what was looked at would be taken: of all, as long as nothing else is typed than what was tried. */
export function trialWords(trial: SourceTrial, verdicts: readonly TrialVerdict[]): string {
  const isAsTried = verdicts.every(({ object, passReason }) => object.passReason === passReason);
  const shown = trial.objects.length;
  if (isAsTried && trial.listed > shown) {
    const counts = `Of its first ${formatCount(trial.listed)} objects, ${formatCount(trial.taken)} would be taken`;
    return `${counts}; the first ${shown} are:`;
  }
  const taken = verdicts.filter(({ passReason }) => passReason === null).length;
  const whole =
    trial.listed > shown ? `its first ${formatPlural(shown, "object")}` : `its ${formatPlural(shown, "object")}`;
  return `Of ${whole}, ${formatCount(taken)} would be taken:`;
}

/** Keys that are half typed change nothing of what is taken. */
const NO_KEYS = { accessKeyId: "", secretAccessKey: "", sessionToken: "" };

function verdictOf(object: TriedObject, definition: SourceDefinition): TrialVerdict {
  const named = namesFromKey(object.key, definition.prefix, definition.fromKey);
  return {
    object,
    passReason: passReason(object, definition) ?? skipReason(object),
    deployment: named.deployment ?? definition.deployment,
    device: named.device ?? definition.device,
  };
}
