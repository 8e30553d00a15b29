"use client";

import { useShellDialog } from "./shell-dialog.tsx";
import { buttonClass } from "./ui/button-class.ts";
import { useZone } from "./ui/zone.tsx";
import { zoneOffsetText } from "./ui/zone-text.ts";

/** The zone in which every time on the page is shown; opens the list of zones. Phones have it in the account menu. */
export function ZoneButton() {
  const zone = useZone();
  const { show } = useShellDialog();
  const offset = zoneOffsetText(zone, Date.now());
  return (
    <button
      type="button"
      onClick={() => show("zone")}
      aria-label={`Time zone: ${offset}`}
      title={`All times on this page are in ${zone}`}
      className={`${buttonClass({ variant: "quiet" })} px-2! text-12 font-normal! text-text-3! max-desk:hidden`}
      suppressHydrationWarning
    >
      {offset}
    </button>
  );
}
