"use client";

import { Popover } from "@base-ui/react/popover";
import { useState } from "react";
import { useKeys } from "#components/keys/keys-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { FieldError, Input } from "#components/ui/field.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { KeyHint } from "#components/ui/key-hint.tsx";

interface GoToLineProps {
  total: number;
  goTo: (recordNumber: number) => void;
}

/** Asks for the number of a line and goes there. */
export function GoToLine({ total, goTo }: GoToLineProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useKeys("Log", [{ keys: "l", label: "Go to a line", run: () => setIsOpen(true) }]);
  const openOrClose = (open: boolean) => {
    setIsOpen(open);
    setProblem(null);
  };
  const submit = (text: string) => {
    const recordNumber = lineNumberOf(text, total);
    if (recordNumber === null) return setProblem(`The lines are 1 to ${formatCount(total)}.`);
    openOrClose(false);
    goTo(recordNumber);
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={openOrClose}>
      <Popover.Trigger className={buttonClass({ variant: "quiet", size: "small" })} disabled={total === 0}>
        Line
        <KeyHint>L</KeyHint>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" collisionPadding={12} className="z-40">
          <Popover.Popup className="w-64 rounded-panel border border-border-strong bg-overlay p-3 text-13 shadow-2 outline-none transition-opacity duration-(--base) data-ending-style:opacity-0 data-starting-style:opacity-0">
            <form
              className="flex gap-2"
              onSubmit={(event) => {
                event.preventDefault();
                submit(String(new FormData(event.currentTarget).get("line") ?? ""));
              }}
            >
              <Input
                name="line"
                inputMode="numeric"
                autoComplete="off"
                aria-label={`Line, 1 to ${formatCount(total)}`}
                aria-invalid={problem ? true : undefined}
                placeholder={`1 to ${formatCount(total)}`}
              />
              <Button type="submit">Go</Button>
            </form>
            <p role="alert" className="pt-2 text-12 empty:hidden">
              {problem ? <FieldError>{problem}</FieldError> : null}
            </p>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** "18,407" and "18407" alike; null for what is no line of the file. */
export function lineNumberOf(text: string, total: number): number | null {
  const digits = text.replace(/[\s,.'_]/g, "");
  const value = /^\d{1,15}$/.test(digits) ? Number(digits) : 0;
  return value >= 1 && value <= total ? value : null;
}
