"use client";

import { useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { Input } from "#components/ui/field.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";

/** A value that is changed in its place: Enter or leaving it takes it over, Escape leaves it as it was. */
export function LaneValue({
  label,
  value,
  parse,
  onChange,
  disabledReason,
  isWide = false,
  hint = "A number with its unit, such as 500 ms, 2 s or 5 min.",
}: {
  label: string;
  /** As shown while nobody types. */
  value: string;
  /** Undefined = not usable. */
  parse: (text: string) => number | null | undefined;
  onChange: (value: number | null) => void;
  disabledReason: string | null;
  isWide?: boolean;
  /** What can be typed, told when it was something else. */
  hint?: string;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const isBad = typed !== null && parse(typed) === undefined;
  const take = () => {
    if (typed === null) return;
    const next = parse(typed);
    // What can't be used stays, marked, so that it can be mended.
    if (next === undefined) return;
    setTyped(null);
    if (typed.trim() !== value) onChange(next);
  };
  const input = (
    <Input
      aria-label={label}
      aria-invalid={isBad || undefined}
      title={isBad ? hint : undefined}
      readOnly={disabledReason !== null}
      aria-disabled={disabledReason !== null || undefined}
      value={typed ?? value}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
        if (event.key === "Escape") setTyped(null);
      }}
      className={classNames(
        isWide ? "max-w-[84px]" : "max-w-[58px]",
        disabledReason !== null && "border-dashed text-text-3",
      )}
    />
  );
  return disabledReason === null ? input : <Tooltip text={disabledReason}>{input}</Tooltip>;
}
