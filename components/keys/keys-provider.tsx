"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { type KeyBinding, type KeyGroup, KeyMap } from "./key-map.ts";
import { singleKeys } from "./single-keys.ts";

const KeyMapContext = createContext<KeyMap | null>(null);
const NONE: readonly KeyGroup[] = [];

/** Hears the keys of everything inside it; nothing else listens to keys of the whole window. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const [map] = useState(() => new KeyMap());
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTaken(event)) return;
      const binding = map.press(event, { nowMs: event.timeStamp, areSingleKeysOn: singleKeys.areOn() });
      if (!binding) return;
      event.preventDefault();
      binding.run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [map]);
  return <KeyMapContext value={map}>{children}</KeyMapContext>;
}

/**
 * Offers keys while the calling component is shown: `useKeys("Log", [{ keys: "j", label: "Next record", run }])`.
 * They appear in the help sheet under the title. Keys and labels are taken once; `run` is always the latest.
 */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const map = useKeyMap();
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  const names = bindings.map(({ keys, label }) => `${keys}\t${label}`).join("\n");
  useEffect(() => {
    if (names === "") return;
    const stable = names.split("\n").map((line) => {
      const [keys = "", label = ""] = line.split("\t");
      return { keys, label, run: () => latest.current.find((binding) => binding.keys === keys)?.run() };
    });
    return map.add({ title, bindings: stable });
  }, [map, title, names]);
}

/** All keys that work right now, the shell's first. */
export function useKeyGroups(): readonly KeyGroup[] {
  const map = useKeyMap();
  return useSyncExternalStore(map.subscribe, map.groups, () => NONE);
}

function useKeyMap(): KeyMap {
  const map = useContext(KeyMapContext);
  if (!map) throw new Error("useKeys needs the shell's layout around it.");
  return map;
}

/** Keys belong to fields, open menus and dialogs first; Enter and Space also to what they press. */
function isTaken({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement) || ctrlKey || metaKey) return false;
  if (target.closest("input, textarea, select, [contenteditable], [role=menu], [role=listbox], [data-owns-keys]"))
    return true;
  return (key === "Enter" || key === " ") && target.closest("button, a, [role=slider], [role=tab]") !== null;
}
