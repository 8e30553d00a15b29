"use client";

import { useEffect, useRef } from "react";

/** What each single key does on the file page. */
export type LogKeys = Record<"j" | "k" | "n" | "p" | "f" | "w" | "r" | "c" | "enter" | "escape", () => void>;

/** Hears the page's single keys, except in fields, on controls that use them, and with a modifier held. */
export function useLogKeys(keys: LogKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const name = event.key.toLowerCase();
      if (!Object.hasOwn(latest.current, name) || isTaken(event.target, name)) return;
      event.preventDefault();
      latest.current[name as keyof LogKeys]();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("input, textarea, select, [contenteditable], [role=menu], [role=listbox]")) return true;
  return key === "enter" && target.closest("button, a, [role=slider], [role=tab]") !== null;
}
