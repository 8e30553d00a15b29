"use client";

import { LogOut, UserRound } from "lucide-react";
import { useRef } from "react";
import { useShell } from "./shell-context.tsx";
import { buttonClass } from "./ui/button-class.ts";
import { Menu, MenuItem, MenuNote, MenuSeparator } from "./ui/menu.tsx";

/** Who is signed in, and the way out. */
export function AccountMenu() {
  const { email, organizationName } = useShell();
  const form = useRef<HTMLFormElement>(null);
  return (
    <>
      <form ref={form} method="post" action="/sign-out" hidden />
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
          onSelect={() => form.current?.requestSubmit()}
        >
          Sign out
        </MenuItem>
      </Menu>
    </>
  );
}
