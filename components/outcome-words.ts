import { formatCount } from "#components/ui/format-count.ts";
import { type InstallationOutcome, OUTCOMES_WORST_FIRST, type OutcomeCounts } from "#lib/model/log-file.ts";

/** "44 failed", "9 need a reboot". */
export function outcomeCountText(outcome: InstallationOutcome, count: number): string {
  const spoken = formatCount(count);
  switch (outcome) {
    case "failed":
    case "cancelled":
    case "deferred":
    case "succeeded":
    case "unknown":
      return `${spoken} ${outcome}`;
    case "in_progress":
      return `${spoken} in progress`;
    case "reboot":
      return `${spoken} ${count === 1 ? "needs" : "need"} a reboot`;
  }
}

/** The outcomes that occur, worst first. */
export function outcomesIn(counts: OutcomeCounts): InstallationOutcome[] {
  return OUTCOMES_WORST_FIRST.filter((outcome) => counts[outcome] > 0);
}

/** "44 failed, 6 in progress, 236 succeeded"; "no devices" when there are none. */
export function outcomesText(counts: OutcomeCounts): string {
  const texts = outcomesIn(counts).map((outcome) => outcomeCountText(outcome, counts[outcome]));
  return texts.length > 0 ? texts.join(", ") : "no devices";
}

export function totalOf(counts: OutcomeCounts): number {
  return OUTCOMES_WORST_FIRST.reduce((sum, outcome) => sum + counts[outcome], 0);
}
