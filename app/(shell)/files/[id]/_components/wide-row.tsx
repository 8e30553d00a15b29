// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual list have no table around them; the grid roles say what they are.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus roves over rows, not cells.
import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

/** A row of the log with one cell over its whole width: what opens under a record. */
export function WideRow({ children, isPanel = false, className }: WideRowProps) {
  return (
    <div role="row" tabIndex={-1} data-record-panel={isPanel || undefined}>
      <div
        role="gridcell"
        className={classNames(
          "border-y border-border-strong bg-surface-2 font-sans text-13 inset-shadow-[3px_0_0_var(--sev-error-mark)]",
          className,
        )}
      >
        {children}
      </div>
    </div>
  );
}

interface WideRowProps {
  children: ReactNode;
  /** It is the open record, which keys act on. */
  isPanel?: boolean;
  className?: string;
}
