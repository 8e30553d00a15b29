"use client";

import { LogOut, UserRound } from "lucide-react";
import { startTransition } from "react";
import { useShell } from "./shell-context.tsx";
import { buttonClass } from "./ui/button-class.ts";
import { Menu, MenuItem, MenuNote, MenuSeparator } from "./ui/menu.tsx";

/** Who is signed in, and the way out. */
export function AccountMenu() {
  const { email, organizationName, leave } = useShell();
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={email ? `Account: ${email}` : "Account"}
          className={buttonClass({ variant: "quiet", isIcon: true })}
        >
          <UserRound size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
      }
    >
      <MenuNote>
        <span className="block max-w-64 truncate font-medium text-text-1">{email ?? "Signed in"}</span>
        <span className="block max-w-64 truncate">{organizationName}</span>
      </MenuNote>
      <MenuSeparator />
      <MenuItem
        icon={<LogOut size={16} strokeWidth={1.75} aria-hidden="true" />}
        onSelect={() => startTransition(async () => leave())}
      >
        Sign out
      </MenuItem>
    </Menu>
  );
}
