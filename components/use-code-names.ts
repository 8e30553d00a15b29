import { useEffect, useState } from "react";
import { type CodeNames, loadCodeNames, readyCodeNames } from "#lib/codes/code-names.ts";

/** The names of thousands of codes, loaded when they are first needed; null until then and when they can't be had. */
export function useCodeNames(isNeeded: boolean): CodeNames | null {
  const [names, setNames] = useState(readyCodeNames);
  useEffect(() => {
    if (!isNeeded || names !== null) return;
    let isOpen = true;
    loadCodeNames().then(
      (loaded) => isOpen && setNames(loaded),
      // Without them we say what we know; the next one that needs them asks again.
      () => undefined,
    );
    return () => {
      isOpen = false;
    };
  }, [isNeeded, names]);
  return names;
}
