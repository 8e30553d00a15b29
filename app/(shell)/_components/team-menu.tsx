"use client";

import { ChevronsUpDown } from "lucide-react";
import { useShell } from "#components/shell-context.tsx";
import { Menu, MenuChoice } from "#components/ui/menu.tsx";
import { switchTeam } from "./switch-team.ts";

/** The team's name; a menu for people who belong to several. */
export function TeamMenu() {
  const { organizationId, organizationName, memberships } = useShell();
  if (memberships.length < 2) {
    return (
      <span
        className="ml-auto min-w-0 truncate text-12 font-normal tracking-normal text-text-3"
        title={organizationName}
      >
        {organizationName}
      </span>
    );
  }
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Team: ${organizationName}`}
          className="touch-target -mr-1 ml-auto flex h-6 min-w-0 items-center gap-1 rounded-chip px-1 text-12 font-normal tracking-normal text-text-3 hover:bg-surface-3 hover:text-text-1"
        >
          <span className="truncate">{organizationName}</span>
          <ChevronsUpDown size={14} strokeWidth={1.75} className="flex-none" aria-hidden="true" />
        </button>
      }
    >
      <MenuChoice
        label="Team"
        value={organizationId}
        options={memberships.map((team) => ({ value: team.organizationId, label: team.organizationName }))}
        onChange={switchTeam}
      />
    </Menu>
  );
}
