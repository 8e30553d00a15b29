"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Membership, Role } from "#lib/platform/caller.ts";

export interface ShellFacts {
  userId: string;
  email: string | null;
  /** The team on the screen, and what the person may do in it. */
  organizationId: string;
  organizationName: string;
  role: Role;
  /** All teams of the person, the oldest first. */
  memberships: Membership[];
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
