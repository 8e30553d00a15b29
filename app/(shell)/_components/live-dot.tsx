"use client";

import { useLive } from "#components/live-context.tsx";
import { classNames } from "#components/ui/class-names.ts";

const LOOKS = {
  live: { label: "Live", dot: "bg-out-succeeded-mark ring-out-succeeded-soft" },
  connecting: { label: "Connecting", dot: "bg-out-unknown-mark ring-surface-3" },
  lost: { label: "Connection lost", dot: "bg-sev-warn-mark ring-sev-warn-soft" },
};

/** Whether changes arrive by themselves. */
export function LiveDot() {
  const look = LOOKS[useLive().kind];
  return (
    <p role="status" className="flex items-center gap-2 px-2 pt-3 text-12 text-text-3">
      <span className={classNames("size-[7px] flex-none rounded-full ring-3", look.dot)} />
      {look.label}
    </p>
  );
}
