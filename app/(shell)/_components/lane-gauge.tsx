import Link from "next/link";
import { formatCount } from "#components/ui/format-count.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import type { LaneNow } from "#lib/queries/read-lanes.ts";
import { LaneSlots } from "./lane-slots.tsx";

const LABELS = { high: "High", medium: "Medium", low: "Low" };

/** One cell per slot: filled running, outlined free, dashed reserved; the number is what waits. Leads to the queue. */
export function LaneGauge({ lanes }: { lanes: LaneNow[] }) {
  return (
    <section aria-label="Lanes">
      <Link
        href="/queue"
        className="grid gap-[7px] rounded-panel border border-border bg-surface-1 p-2.5 transition-colors duration-(--fast) hover:border-border-strong"
      >
        {lanes.map((lane) => (
          <span
            key={lane.lane}
            className="grid grid-cols-[14px_54px_minmax(0,1fr)_auto] items-center gap-2 text-12 text-text-2"
            title={laneSentence(lane)}
          >
            <LaneGlyph lane={lane.lane} isBare />
            {LABELS[lane.lane]}
            <LaneSlots lane={lane} />
            <span className="min-w-3 text-right text-text-3" aria-hidden="true">
              {formatCount(lane.waiting)}
            </span>
            <span className="sr-only">{laneSentence(lane)}</span>
          </span>
        ))}
      </Link>
    </section>
  );
}

function laneSentence(lane: LaneNow): string {
  if (lane.isPaused) return `${LABELS[lane.lane]} is paused, ${formatCount(lane.waiting)} waiting`;
  const oldest = lane.oldestWaitMs === null ? "" : `, the oldest for ${formatDuration(lane.oldestWaitMs)}`;
  return `${formatCount(lane.running)} of ${lane.slots} running, ${formatCount(lane.waiting)} waiting${oldest}`;
}
