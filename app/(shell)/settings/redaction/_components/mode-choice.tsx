"use client";

import { type RedactionMode, redactionModeSchema } from "#lib/model/redaction.ts";
import { MODE_WORDS } from "./rule-words.ts";

/** Keep, mask or hash. `name` is what the choice is for, in words and among the choices of the page. */
export function ModeChoice({
  name,
  mode,
  isOff,
  onChange,
}: {
  name: string;
  mode: RedactionMode;
  /** It may be looked at, not changed. */
  isOff: boolean;
  onChange: (mode: RedactionMode) => void;
}) {
  return (
    <fieldset className="flex flex-none gap-1" disabled={isOff}>
      <legend className="sr-only">{name}</legend>
      {redactionModeSchema.options.map((value) => (
        <label
          key={value}
          className="flex h-control items-center gap-1.5 rounded-control border border-border-control px-2.5 has-checked:border-accent has-checked:bg-accent-soft has-disabled:border-dashed has-disabled:text-text-3"
        >
          <input
            type="radio"
            name={`mode of ${name}`}
            value={value}
            checked={mode === value}
            onChange={() => onChange(value)}
          />
          {MODE_WORDS[value]}
        </label>
      ))}
    </fieldset>
  );
}
