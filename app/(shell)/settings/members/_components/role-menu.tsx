"use client";

import { ChevronDown } from "lucide-react";
import { ROLE_WORDS } from "#components/role-words.ts";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { Menu, MenuChoice } from "#components/ui/menu.tsx";
import type { Role } from "#lib/model/role.ts";

/** A role with the way to another one; with a reason it stays visible and says why it can't be changed. */
export function RoleMenu<Offered extends Role>({
  label,
  role,
  roles,
  onChange,
  disabledReason = null,
}: {
  label: string;
  role: Offered;
  roles: readonly Offered[];
  onChange: (role: Offered) => void;
  disabledReason?: string | null;
}) {
  const content = (
    <>
      {ROLE_WORDS[role].label}
      <ChevronDown size={14} strokeWidth={1.75} aria-hidden="true" />
    </>
  );
  const name = `${label}: ${ROLE_WORDS[role].label}`;
  if (disabledReason) {
    return (
      <Button aria-label={name} disabledReason={disabledReason}>
        {content}
      </Button>
    );
  }
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" aria-label={name} className={buttonClass()}>
          {content}
        </button>
      }
    >
      <MenuChoice
        label={label}
        value={role}
        options={roles.map((value) => ({ value, label: `${ROLE_WORDS[value].label}: ${ROLE_WORDS[value].may}` }))}
        onChange={onChange}
      />
    </Menu>
  );
}
