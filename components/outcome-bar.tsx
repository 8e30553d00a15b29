import { classNames } from "#components/ui/class-names.ts";
import { OutcomeGlyph } from "#components/ui/outcome-glyph.tsx";
import type { InstallationOutcome, OutcomeCounts } from "#lib/model/log-file.ts";
import { outcomeCountText, outcomesIn, outcomesText } from "./outcome-words.ts";

/** Devices by outcome as one bar, failed first; its text twin carries the same numbers. */
export function OutcomeBar({ counts, isThin = false }: { counts: OutcomeCounts; isThin?: boolean }) {
  const present = outcomesIn(counts);
  return (
    <span className={classNames("relative flex gap-0.5", isThin ? "h-1.5" : "h-2")}>
      <span className="sr-only">{outcomesText(counts)}</span>
      {present.map((outcome) => (
        <span
          key={outcome}
          aria-hidden="true"
          className={classNames("min-w-[3px] rounded-[2px]", PARTS[outcome])}
          style={{ flexGrow: counts[outcome], flexBasis: 0 }}
        />
      ))}
      {present.length === 0 ? <span aria-hidden="true" className="flex-1 rounded-[2px] bg-surface-3" /> : null}
    </span>
  );
}

/** The same numbers in words with their shapes: the bar's legend. */
export function OutcomeLegend({ counts }: { counts: OutcomeCounts }) {
  return (
    <ul aria-label="Devices by outcome" className="flex flex-wrap gap-x-4 gap-y-1 text-12 max-desk:gap-x-3.5">
      {outcomesIn(counts).map((outcome) => (
        <li key={outcome}>
          <OutcomeGlyph outcome={outcome} label={outcomeCountText(outcome, counts[outcome])} />
        </li>
      ))}
    </ul>
  );
}

const PARTS: Record<InstallationOutcome, string> = {
  failed: "bg-out-failed-mark",
  cancelled: "bg-out-cancelled-mark",
  deferred: "inset-ring-2 inset-ring-out-deferred-mark",
  unknown: "inset-ring inset-ring-out-unknown-mark",
  in_progress: "bg-[repeating-linear-gradient(115deg,var(--out-progress-mark)_0_3px,transparent_3px_5px)]",
  reboot:
    "inset-ring inset-ring-out-reboot-mark bg-[linear-gradient(var(--out-reboot-soft)_45%,var(--out-reboot-mark)_45%)]",
  succeeded: "bg-out-succeeded-mark opacity-55",
};
