"use client";

import { useZone } from "./ui/zone.tsx";
import { zoneOffsetText } from "./ui/zone-text.ts";

/** The zone in which every time on the page is shown. */
export function ZoneLabel() {
  const zone = useZone();
  return (
    <span className="text-12 whitespace-nowrap text-text-3" title={`All times on this page are in ${zone}`}>
      {zoneOffsetText(zone, Date.now())}
    </span>
  );
}
