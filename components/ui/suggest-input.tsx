"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { type ReactNode, useState } from "react";
import { Input } from "./field.tsx";

/**
 * A text field that offers what exists already; anything else may be typed as well. The list stands above the field and
 * takes nothing away from the rest of the page, whose buttons stay in reach while it is open.
 */
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
  const [isOpen, setIsOpen] = useState(false);
  const others = suggestions.filter((name) => name !== value);
  const isShown = isOpen && others.length > 0;
  const choose = (name: string) => {
    onChange(name);
    setIsOpen(false);
  };
  return (
    <Autocomplete.Root
      inline
      open={isShown}
      onOpenChange={setIsOpen}
      mode="none"
      items={others}
      value={value}
      onValueChange={(next) => {
        onChange(next);
        setIsOpen(true);
      }}
    >
      <div className="relative min-w-0 flex-1">
        <Autocomplete.Input
          id={id}
          maxLength={200}
          placeholder={placeholder}
          // An inline list counts as open for ever; this one comes and goes.
          aria-expanded={isShown}
          onFocus={onFocus}
          onClick={() => setIsOpen(true)}
          onBlur={() => setIsOpen(false)}
          render={<Input className={aside ? "pr-24" : undefined} />}
        />
        {aside ? (
          <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-12 text-text-3">
            {aside}
          </span>
        ) : null}
        {isShown ? (
          <Autocomplete.List
            // Pressing the mouse on an option must not take the focus, and with it the list, away.
            onMouseDown={(event) => event.preventDefault()}
            className="absolute bottom-full left-0 z-50 mb-1.5 max-h-72 min-w-full overflow-y-auto overscroll-contain rounded-panel border border-border-strong bg-overlay py-1 shadow-2"
          >
            {(name: string) => (
              <Autocomplete.Item key={name} value={name} className={ITEM} onClick={() => choose(name)}>
                <span className="max-w-80 truncate">{name}</span>
              </Autocomplete.Item>
            )}
          </Autocomplete.List>
        ) : null}
      </div>
    </Autocomplete.Root>
  );
}

const ITEM =
  "flex h-[34px] cursor-default items-center px-3 text-text-2 outline-none select-none data-highlighted:bg-surface-3 data-highlighted:text-text-1 pointer-coarse:h-11";
