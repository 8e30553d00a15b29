"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/**
 * A modal box below the top of the window. Focus goes in and comes back to where it was; Escape and a press outside
 * close it. Keys of the page sleep while it is open.
 */
export function Dialog({
  isOpen,
  onClose,
  label,
  className,
  children,
}: {
  isOpen: boolean;
  onClose: () => void;
  /** Spoken name of the box. */
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-50 bg-scrim transition-opacity duration-(--base) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-50 flex items-start justify-center overflow-hidden px-4 pt-[72px] pb-4 max-desk:px-2 max-desk:pt-2">
          <Base.Popup
            aria-label={label}
            data-owns-keys
            className={classNames(
              "flex max-h-full w-full flex-col overflow-hidden rounded-panel border border-border-strong bg-overlay shadow-2 outline-none transition-opacity duration-(--base) data-ending-style:opacity-0 data-starting-style:opacity-0",
              className ?? "max-w-[560px]",
            )}
          >
            {children}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
