import type { ComponentProps } from "react";
import { EmptyZone } from "./empty-zone.tsx";
import { FileWay } from "./file-way.tsx";

/** Before anything was dropped: the zone, and what happens to a file, which has its place before it is there. */
export function FirstDrop({
  isWayAlwaysShown = false,
  ...zone
}: ComponentProps<typeof EmptyZone> & {
  /** In a narrow window below the zone. */ isWayAlwaysShown?: boolean;
}) {
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_404px] grid-rows-[minmax(0,1fr)] max-[1180px]:flex max-[1180px]:flex-col max-[1180px]:overflow-y-auto max-desk:overflow-visible">
      <EmptyZone {...zone} />
      <FileWay isAlwaysShown={isWayAlwaysShown} />
    </div>
  );
}
