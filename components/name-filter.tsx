"use client";

import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { Input } from "./ui/field.tsx";

const TYPING_MS = 250;

/** Part of the name of a file, its deployment or its device; asked for when the typing pauses. */
export function NameFilter({
  text,
  onChange,
  className,
}: {
  text: string;
  onChange(text: string): void;
  className: string;
}) {
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  // The address changed by itself: back, forward, a chip that was taken away.
  if (known !== text) {
    setKnown(text);
    if (typed.trim() !== text) setTyped(text);
  }
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onChange(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onChange]);
  return (
    <div className={className}>
      <div className="relative">
        <Search
          size={14}
          strokeWidth={1.75}
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-text-3"
        />
        <Input
          type="search"
          aria-label="Filter by file, deployment or device"
          placeholder="File, deployment, device"
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.target.value)}
          // Whoever goes on to something else has typed all of it.
          onBlur={() => typed.trim() !== text && onChange(typed.trim())}
          className="pl-8"
        />
      </div>
    </div>
  );
}
