import { classNames } from "#components/ui/class-names.ts";
import type { LaneNow } from "#lib/queries/read-lanes.ts";

const RUNNING = { high: "bg-lane-high-mark", medium: "bg-lane-medium-mark", low: "bg-lane-low-mark" };
/** More cells than this would be slivers. */
const MAX_CELLS = 12;

/** One cell per slot: filled running, outlined free, dashed reserved. The numbers must stand beside it. */
export function LaneSlots({ lane, isLarge = false }: { lane: LaneNow; isLarge?: boolean }) {
  const cells = Math.min(MAX_CELLS, lane.slots);
  const firstReserved = cells - Math.min(cells, lane.reservedSlots);
  return (
    <span className="flex gap-0.5" aria-hidden="true">
      {Array.from({ length: cells }, (_, cell) => cell).map((cell) => (
        <span
          key={cell}
          className={classNames(
            "flex-1",
            isLarge ? "h-2.5 rounded-[2px]" : "h-1.5 rounded-[1.5px]",
            cell < lane.running
              ? RUNNING[lane.lane]
              : cell >= firstReserved
                ? "border border-dashed border-lane-high-mark"
                : "inset-ring inset-ring-border-control",
          )}
        />
      ))}
    </span>
  );
}
