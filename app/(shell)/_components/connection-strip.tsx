"use client";

import { TriangleAlert } from "lucide-react";
import { useLive } from "#components/live-context.tsx";
import { Time } from "#components/ui/time.tsx";

/** Says that the page shows what it had; joining again goes on by itself and then fetches everything anew. */
export function ConnectionStrip() {
  const live = useLive();
  return (
    <div role="status" className="flex-none empty:hidden">
      {live.kind === "lost" ? (
        <p className="flex min-h-[34px] items-center gap-2 border-b border-border bg-sev-warn-soft px-5 py-1.5 text-text-1">
          <TriangleAlert size={16} strokeWidth={1.75} className="flex-none text-sev-warn" aria-hidden="true" />
          <span>
            Connection lost at <Time at={live.sinceMs} />. Showing what we had; trying again.
          </span>
        </p>
      ) : null}
    </div>
  );
}
