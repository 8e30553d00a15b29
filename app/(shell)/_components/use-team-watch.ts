"use client";

import { useEffect } from "react";
import type { ShellFacts } from "#components/shell-context.tsx";
import { chosenTeamOf } from "./switch-team.ts";

/** Loads the page anew when another tab switched the browser to another team: one page must not mix two. */
export function useTeamWatch({ organizationId, memberships }: ShellFacts): void {
  useEffect(() => {
    const look = () => {
      const chosen = chosenTeamOf(document.cookie);
      const isOther = chosen !== organizationId && memberships.some((team) => team.organizationId === chosen);
      if (document.visibilityState === "visible" && isOther) window.location.reload();
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [organizationId, memberships]);
}
