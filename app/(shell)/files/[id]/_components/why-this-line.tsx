"use client";

import { Popover } from "@base-ui/react/popover";
import { useState } from "react";
import { FailureReason } from "#components/failure-reason.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import type { FailingLine } from "#lib/model/log-file.ts";

/** The reasoning behind the first failing line; a record that is gone to closes it. */
export function WhyThisLine({ line, goTo }: { line: FailingLine; goTo: (recordNumber: number) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  if (!line.reason) return null;
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger className={`${buttonClass({ size: "small", variant: "quiet" })} flex-none`}>
        Why this line
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" collisionPadding={12} className="z-40">
          <Popover.Popup className="w-[520px] max-w-[calc(100vw-24px)] rounded-panel border border-border-strong bg-overlay px-3.5 py-3 text-13 shadow-2 outline-none transition-opacity duration-(--base) data-ending-style:opacity-0 data-starting-style:opacity-0">
            <FailureReason
              line={line}
              goTo={(recordNumber) => {
                setIsOpen(false);
                goTo(recordNumber);
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
