import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import type { InstallationOutcome } from "#lib/model/log-file.ts";

/** The shape of an outcome in its colour; its word must stand beside it. */
export function OutcomeMark({ outcome, className }: { outcome: InstallationOutcome; className?: string }) {
  return (
    <span className={COLORS[outcome]}>
      <OutcomeIcon outcome={outcome} className={className} />
    </span>
  );
}

const COLORS: Record<InstallationOutcome, string> = {
  failed: "text-out-failed",
  cancelled: "text-out-cancelled",
  deferred: "text-out-deferred",
  unknown: "text-out-unknown",
  in_progress: "text-out-progress",
  reboot: "text-out-reboot",
  succeeded: "text-out-succeeded",
};
