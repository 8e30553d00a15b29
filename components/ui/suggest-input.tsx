"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import type { ReactNode } from "react";
import { Input } from "./field.tsx";

/** A text field that offers what exists already; anything else may be typed as well. */
export function SuggestInput({
  id,
  value,
  suggestions,
  placeholder,
  aside,
  onChange,
  onFocus,
}: {
  id: string;
  value: string;
  /** In the order to be shown; the caller narrows them down to what was typed. */
  suggestions: readonly string[];
  placeholder: string;
  /** A word at the right end of the field. */
  aside?: ReactNode;
  onChange: (value: string) => void;
  /** The moment to fetch suggestions. */
  onFocus?: () => void;
}) {
  const others = suggestions.filter((name) => name !== value);
  return (
    <Autocomplete.Root items={others} value={value} onValueChange={onChange} mode="none" openOnInputClick>
      <div className="relative min-w-0 flex-1">
        <Autocomplete.Input
          id={id}
          maxLength={200}
          placeholder={placeholder}
          onFocus={onFocus}
          render={<Input className={aside ? "pr-24" : undefined} />}
        />
        {aside ? (
          <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-12 text-text-3">
            {aside}
          </span>
        ) : null}
      </div>
      <Autocomplete.Portal>
        <Autocomplete.Positioner sideOffset={6} align="start" className="z-50 outline-none data-empty:hidden">
          <Autocomplete.Popup className="max-h-72 w-(--anchor-width) min-w-52 overflow-y-auto overscroll-contain rounded-panel border border-border-strong bg-overlay py-1 shadow-2">
            <Autocomplete.List>
              {(name: string) => (
                <Autocomplete.Item key={name} value={name} className={ITEM}>
                  <span className="truncate">{name}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}

const ITEM =
  "flex h-[34px] cursor-default items-center px-3 text-text-2 outline-none select-none data-highlighted:bg-surface-3 data-highlighted:text-text-1 pointer-coarse:h-11";
