"use client";

import { formatCount } from "#components/ui/format-count.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import { Time } from "#components/ui/time.tsx";
import type { LaneNow } from "#lib/queries/read-lanes.ts";
import { LaneSlots } from "../../_components/lane-slots.tsx";
import { type SidebarNow, useSidebarNow } from "../../_components/use-sidebar-now.ts";
import { LaneSwitch } from "./lane-switch.tsx";

/** The three lanes: what waits, what runs, and what holds them. */
export function LanePanels({ initial }: { initial: SidebarNow }) {
  const { lanes, canChange } = useSidebarNow(initial);
  return (
    <section
      aria-label="Lanes now"
      className="mx-6 mt-4 mb-1 grid flex-none grid-cols-3 overflow-hidden rounded-panel border border-border max-desk:m-4 max-desk:mb-1 max-desk:grid-cols-1"
    >
      {lanes.map((lane) => (
        <LanePanel key={lane.lane} lane={lane} canChange={canChange} />
      ))}
    </section>
  );
}

function LanePanel({ lane, canChange }: { lane: LaneNow; canChange: boolean }) {
  return (
    <section
      aria-label={`Lane ${lane.lane}`}
      className="grid min-w-0 content-start gap-2 border-l border-border px-4 pt-2.5 pb-3.5 first:border-l-0 max-desk:border-t max-desk:border-l-0 max-desk:gap-1.5 max-desk:py-2 max-desk:first:border-t-0"
    >
      <div className="flex min-w-0 items-center gap-2">
        <h2 className="text-13 font-medium">
          <LaneGlyph lane={lane.lane} />
        </h2>
        {/* A phone has no room for a line of its own. */}
        <span className="hidden min-w-0 truncate text-text-2 max-desk:inline">
          <b className="font-semibold text-text-1">{formatCount(lane.waiting)}</b> waiting
          {lane.oldestWaitMs === null ? "" : ", "}
          <OldestWait lane={lane} />
        </span>
        <span className="ml-auto truncate text-text-3 max-desk:sr-only">
          <SlotsText lane={lane} />
        </span>
        <span className="flex-none max-desk:ml-auto">
          <LaneSwitch lane={lane} canChange={canChange} />
        </span>
      </div>
      <div className="flex min-w-0 items-baseline gap-2 max-desk:hidden">
        <b className="text-26 leading-none font-semibold tracking-[-0.025em]">{formatCount(lane.waiting)}</b>
        <span className="text-text-2">waiting</span>
        <span className="ml-auto min-w-0 truncate text-text-2">
          <OldestWait lane={lane} />
        </span>
      </div>
      <LaneSlots lane={lane} isLarge />
      {lane.isPaused ? <Paused lane={lane} /> : null}
    </section>
  );
}

/** "3 of 6 slots, 2 reserved"; "held" when something could run and nothing does. */
function SlotsText({ lane: { running, waiting, slots, reservedSlots, isPaused } }: { lane: LaneNow }) {
  const isHeld = !isPaused && waiting > 0 && running === 0;
  return (
    <>
      {formatCount(running)} of {formatCount(slots)} slots
      {reservedSlots > 0 ? <span className="max-[1180px]:hidden">, {formatCount(reservedSlots)} reserved</span> : null}
      {isHeld ? ", held" : ""}
    </>
  );
}

function OldestWait({ lane: { oldestWaitMs, longestWaitMs } }: { lane: LaneNow }) {
  if (oldestWaitMs === null) return null;
  return (
    <>
      oldest <b className="font-semibold text-text-1">{formatDuration(wholeMinutes(oldestWaitMs))}</b>
      {longestWaitMs === null ? null : ` of ${formatDuration(longestWaitMs)}`}
    </>
  );
}

const MINUTE_MS = 60_000;

/** Seconds say nothing any more after some minutes. */
function wholeMinutes(durationMs: number): number {
  return durationMs < 5 * MINUTE_MS ? durationMs : Math.floor(durationMs / MINUTE_MS) * MINUTE_MS;
}

/** By whom and since when, as far as this team may know, and why. */
function Paused({ lane: { pausedBy, pausedAtMs, pauseNote } }: { lane: LaneNow }) {
  return (
    <p className="text-12 text-text-2 wrap-anywhere">
      <b className="text-text-1">Paused</b>
      {pausedBy === null ? "" : ` by ${pausedBy}`}
      {pausedAtMs === null ? null : (
        <>
          {" since "}
          <Time at={pausedAtMs} />
        </>
      )}
      {pauseNote ? `: ${pauseNote}` : ""}
    </p>
  );
}
