import { ArrowDown, Ban } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import { formatPlural } from "#components/ui/format-count.ts";
import type { DraggedFiles } from "./dragged-files.ts";

/** Covers the window while files are dragged over it. */
export function DropOverlay({ count, refused }: DraggedFiles) {
  const Icon = refused === null ? ArrowDown : Ban;
  return (
    <div className="pointer-events-none fixed inset-0 z-40 grid place-items-center bg-scrim p-6" role="status">
      <div
        className={classNames(
          "grid h-full w-full place-items-center rounded-zone border-[1.5px] p-6 text-16 font-medium",
          refused === null
            ? "border-accent bg-accent-soft/95 text-accent"
            : "border-sev-warn-mark bg-sev-warn-soft/95 text-sev-warn",
        )}
      >
        <span className="flex items-center gap-3">
          <Icon size={20} strokeWidth={1.75} className="flex-none" aria-hidden="true" />
          {refused === null
            ? `Drop ${count > 0 ? formatPlural(count, "file or folder", "files or folders") : "files"}`
            : `${refused} is not a log. Sluice reads text, also packed.`}
        </span>
      </div>
    </div>
  );
}
