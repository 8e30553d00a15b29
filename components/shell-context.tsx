"use client";

import { createContext, type ReactNode, useContext } from "react";

export interface ShellFacts {
  email: string | null;
  organizationId: string;
  organizationName: string;
}

const ShellContext = createContext<ShellFacts | null>(null);

/** Who is signed in to which team, for everything inside the shell. */
export function ShellProvider({ value, children }: { value: ShellFacts; children: ReactNode }) {
  return <ShellContext value={value}>{children}</ShellContext>;
}

export function useShell(): ShellFacts {
  const facts = useContext(ShellContext);
  if (!facts) throw new Error("useShell needs the shell's layout around it.");
  return facts;
}
