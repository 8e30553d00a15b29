"use client";

import { Braces, EyeOff, FolderSync, Globe, Keyboard, ListOrdered, LogOut, UserRound, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useShell } from "./shell-context.tsx";
import { useShellDialog } from "./shell-dialog.tsx";
import { signOut } from "./sign-out.ts";
import { buttonClass } from "./ui/button-class.ts";
import { Menu, MenuItem, MenuNote, MenuSeparator } from "./ui/menu.tsx";

const ICON = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

/** Who is signed in to which team and as what, what belongs to them, and the way out. */
export function AccountMenu() {
  const { email, organizationName, role } = useShell();
  const { show } = useShellDialog();
  const router = useRouter();
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={email ? `Account: ${email}` : "Account"}
          className={buttonClass({ variant: "quiet", isIcon: true })}
        >
          <UserRound {...ICON} />
        </button>
      }
    >
      <MenuNote>
        <span className="block max-w-64 truncate font-medium text-text-1">{email ?? "Signed in"}</span>
        <span className="block max-w-64 truncate">
          {organizationName}, {role}
        </span>
      </MenuNote>
      <MenuSeparator />
      <MenuItem icon={<ListOrdered {...ICON} />} onSelect={() => router.push("/settings/lanes")}>
        Lanes
      </MenuItem>
      <MenuItem icon={<Braces {...ICON} />} onSelect={() => router.push("/settings/formats")}>
        Formats
      </MenuItem>
      <MenuItem icon={<FolderSync {...ICON} />} onSelect={() => router.push("/settings/sources")}>
        Sources
      </MenuItem>
      <MenuItem icon={<EyeOff {...ICON} />} onSelect={() => router.push("/settings/redaction")}>
        Redaction
      </MenuItem>
      <MenuItem icon={<Users {...ICON} />} onSelect={() => router.push("/settings/members")}>
        Members
      </MenuItem>
      <MenuItem icon={<Globe {...ICON} />} onSelect={() => show("zone")}>
        Time zone
      </MenuItem>
      <MenuItem icon={<Keyboard {...ICON} />} onSelect={() => show("keys")}>
        Keys
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut {...ICON} />} onSelect={signOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
