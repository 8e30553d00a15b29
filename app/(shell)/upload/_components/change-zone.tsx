"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Popover } from "@base-ui/react/popover";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/field.tsx";
import { isTimeZone } from "#lib/normalise/time-zone.ts";
import { ChangeButton } from "./change-menu.tsx";

const MAX_SHOWN = 60;

/** "Change" of the time zone: any IANA name or an offset, for this file or for all of the batch. */
export function ChangeZone({
  fileCount,
  isChosen,
  onChange,
}: {
  /** How many files could be changed at once. */
  fileCount: number;
  /** There is a choice that can be taken back. */
  isChosen: boolean;
  onChange: (zone: string | null, isForAll: boolean) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [isForAll, setIsForAll] = useState(false);
  const choose = (zone: string | null) => {
    setIsOpen(false);
    onChange(zone, isForAll);
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger render={<ChangeButton what="time zone" />} />
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" collisionPadding={12} className="z-50">
          <Popover.Popup
            aria-label="Time zone of this file"
            className="w-72 rounded-panel border border-border-strong bg-overlay shadow-2 transition-opacity duration-(--base) data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            <ZoneList onChoose={choose} />
            <div className="flex flex-wrap items-center gap-2 border-t border-border px-3 py-2 text-12 text-text-2">
              {fileCount > 1 ? (
                <label className="flex items-center gap-2">
                  <input
                    type="checkbox"
                    checked={isForAll}
                    onChange={(event) => setIsForAll(event.target.checked)}
                    className="size-3.5 accent-accent"
                  />
                  For all {fileCount} files
                </label>
              ) : null}
              {isChosen ? (
                <span className="ml-auto">
                  <Button variant="quiet" size="small" onClick={() => choose(null)}>
                    By content
                  </Button>
                </span>
              ) : null}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function ZoneList({ onChoose }: { onChoose: (zone: string) => void }) {
  const [typed, setTyped] = useState("");
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      autoHighlight="always"
      items={zonesLike(typed)}
      value={typed}
      onValueChange={setTyped}
    >
      <div className="p-2">
        <Autocomplete.Input
          aria-label="Time zone"
          placeholder="Europe/Berlin or UTC+01:00"
          render={<Input maxLength={60} />}
        />
      </div>
      <Autocomplete.List className="max-h-52 overflow-y-auto overscroll-contain pb-1 empty:hidden">
        {(zone: string) => (
          <Autocomplete.Item
            key={zone}
            value={zone}
            onClick={() => onChoose(zone)}
            className="flex h-[30px] cursor-default items-center px-3 text-text-2 select-none data-highlighted:bg-surface-3 data-highlighted:text-text-1 pointer-coarse:h-11"
          >
            {zone}
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

/** This browser's zone first, then UTC; an offset as it was typed. */
function zonesLike(typed: string): string[] {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const all = [...new Set([own, "UTC", ...Intl.supportedValuesOf("timeZone")])];
  const wanted = typed.trim().toLowerCase().replaceAll(" ", "_");
  const found = all.filter((zone) => zone.toLowerCase().includes(wanted)).slice(0, MAX_SHOWN);
  const isOffset = /^(?:UTC)?[+-]\d{1,2}:?\d{2}$/i.test(typed.trim()) && isTimeZone(typed.trim().toUpperCase());
  return isOffset ? [typed.trim().toUpperCase(), ...found] : found;
}
