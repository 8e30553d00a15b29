import { formatShare } from "#components/ui/format-count.ts";
import { OutcomeGlyph } from "#components/ui/outcome-glyph.tsx";
import type { OutcomeCounts } from "#lib/model/log-file.ts";
import { OutcomeBar } from "./outcome-bar.tsx";
import { outcomeCountText, outcomesIn, totalOf } from "./outcome-words.ts";

const NONE: OutcomeCounts = {
  failed: 0,
  cancelled: 0,
  deferred: 0,
  unknown: 0,
  in_progress: 0,
  reboot: 0,
  succeeded: 0,
};

/** Too many devices for a cell each: a bar for each outcome, as long as its share. */
export function OutcomeBars({ counts }: { counts: OutcomeCounts }) {
  const total = totalOf(counts);
  return (
    <ul aria-label="Devices by outcome" className="grid gap-2.5 text-12">
      {outcomesIn(counts).map((outcome) => (
        <li key={outcome} className="grid gap-1">
          <span className="flex justify-between gap-2">
            <OutcomeGlyph outcome={outcome} label={outcomeCountText(outcome, counts[outcome])} />
            <span className="text-text-3">{formatShare(counts[outcome], total)}</span>
          </span>
          <span aria-hidden="true" style={{ width: `${(counts[outcome] / total) * 100}%` }} className="min-w-[3px]">
            <OutcomeBar counts={{ ...NONE, [outcome]: counts[outcome] }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
