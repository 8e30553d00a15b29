"use client";

import { formatCount } from "#components/ui/format-count.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import type { LaneNow } from "#lib/queries/read-lanes.ts";
import { LaneSlots } from "../../_components/lane-slots.tsx";
import { type SidebarNow, useSidebarNow } from "../../_components/use-sidebar-now.ts";

/** What each lane does, with the numbers the sidebar has no room for. */
export function LanesRail({ initial }: { initial: SidebarNow }) {
  const { lanes } = useSidebarNow(initial);
  return (
    <section aria-label="Lanes in detail" className="flex-none border-t border-border">
      <header className="flex h-10 items-center border-b border-border px-4">
        <h2 className="text-13">Lanes</h2>
      </header>
      <ul className="grid gap-3.5 px-4 pt-3.5 pb-4">
        {lanes.map((lane) => (
          <li key={lane.lane} className="grid gap-1.5">
            <span className="flex items-center gap-2 text-12 text-text-2">
              <span className="text-13 font-medium text-text-1">
                <LaneGlyph lane={lane.lane} />
              </span>
              <span className="ml-auto">{laneFacts(lane)}</span>
            </span>
            <LaneSlots lane={lane} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "3 of 6 slots, 16 waiting, oldest 48 s" */
function laneFacts({ running, slots, waiting, oldestWaitMs, isPaused }: LaneNow): string {
  const oldest = oldestWaitMs === null ? "" : `, oldest ${formatDuration(oldestWaitMs)}`;
  return `${isPaused ? "paused" : `${formatCount(running)} of ${slots} slots`}, ${formatCount(waiting)} waiting${oldest}`;
}
