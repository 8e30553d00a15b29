const NAMES: Record<string, string> = {
  ctrl: "Ctrl",
  enter: "Enter",
  escape: "Esc",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  " ": "Space",
};

/** Keys as they are printed on a keyboard: "g o" is G, then O; "ctrl+k" is Ctrl with K. */
export function keyNames(keys: string): string[] {
  const parts = keys === " " || keys === "+" ? [keys] : keys.split(/[ +]/);
  return parts.map((part) => NAMES[part] ?? part.toUpperCase());
}
