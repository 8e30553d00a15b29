"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

/** The dialogs that any page can open: search, keys, time zone. */
export type ShellDialogName = "palette" | "keys" | "zone";

interface ShellDialog {
  open: ShellDialogName | null;
  show(name: ShellDialogName | null): void;
}

const ShellDialogContext = createContext<ShellDialog | null>(null);

export function ShellDialogProvider({ children }: { children: ReactNode }) {
  const [open, show] = useState<ShellDialogName | null>(null);
  const value = useMemo(() => ({ open, show }), [open]);
  return <ShellDialogContext value={value}>{children}</ShellDialogContext>;
}

export function useShellDialog(): ShellDialog {
  const value = useContext(ShellDialogContext);
  if (!value) throw new Error("useShellDialog needs the shell's layout around it.");
  return value;
}
