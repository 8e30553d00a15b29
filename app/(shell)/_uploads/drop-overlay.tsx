import { ArrowDown } from "lucide-react";
import { formatPlural } from "#components/ui/format-count.ts";

/** Covers the window while files are dragged over it. */
export function DropOverlay({ count }: { count: number }) {
  return (
    <div className="pointer-events-none fixed inset-0 z-40 grid place-items-center bg-scrim p-6" role="status">
      <div className="grid h-full w-full place-items-center rounded-zone border-[1.5px] border-accent bg-accent-soft/95 text-16 font-medium text-accent">
        <span className="flex items-center gap-3">
          <ArrowDown size={20} strokeWidth={1.75} aria-hidden="true" />
          Drop {count > 0 ? formatPlural(count, "file or folder", "files or folders") : "files"}
        </span>
      </div>
    </div>
  );
}
