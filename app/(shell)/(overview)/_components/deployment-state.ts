import { formatCount } from "#components/ui/format-count.ts";
import type { InstallationOutcome, OutcomeCounts } from "#lib/model/log-file.ts";

/** The one thing to know about a deployment in a narrow column: "44 failed", "214 left", "Finished". */
export function deploymentState(counts: OutcomeCounts): { outcome: InstallationOutcome; label: string } {
  if (counts.failed > 0) return { outcome: "failed", label: `${formatCount(counts.failed)} failed` };
  if (counts.in_progress > 0) return { outcome: "in_progress", label: `${formatCount(counts.in_progress)} left` };
  if (counts.cancelled > 0) return { outcome: "cancelled", label: `${formatCount(counts.cancelled)} cancelled` };
  if (counts.deferred > 0) return { outcome: "deferred", label: `${formatCount(counts.deferred)} deferred` };
  if (counts.reboot + counts.succeeded === 0) return { outcome: "unknown", label: "Unknown" };
  return { outcome: "succeeded", label: "Finished" };
}
