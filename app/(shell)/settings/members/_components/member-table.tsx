"use client";

import { useShell } from "#components/shell-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { Time } from "#components/ui/time.tsx";
import { isAtLeast, ROLES, type Role } from "#lib/model/role.ts";
import type { Member } from "#lib/queries/list-members.ts";
import { RoleMenu } from "./role-menu.tsx";

const HEAD = "h-[30px] border-b border-border px-2.5 text-left text-12 font-normal whitespace-nowrap text-text-3";
const CELL = "h-11 pointer-coarse:h-[52px] border-b border-border px-2.5";
const NO_RIGHT = "Only admins and owners can manage members. Ask one of them.";

/** One row per person, owners first. What somebody may not do stays visible and says why. */
export function MemberTable({
  members,
  onRole,
  onRemove,
}: {
  members: Member[];
  onRole: (member: Member, role: Role) => void;
  onRemove: (member: Member) => void;
}) {
  const me = useShell();
  const isOnlyOwner = members.filter(({ role }) => role === "owner").length === 1;
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">Members of the team</caption>
      <thead>
        <tr>
          <th scope="col" className={`${HEAD} pl-0`}>
            Person
          </th>
          <th scope="col" className={`${HEAD} w-[118px]`}>
            Role
          </th>
          <th scope="col" className={`${HEAD} w-[150px] max-desk:hidden`}>
            Joined
          </th>
          <th scope="col" className={`${HEAD} w-[92px] pr-0`}>
            <span className="sr-only">Action</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => {
          const isMe = member.userId === me.userId;
          const reason = whyNot({ member, mine: me.role, isOnlyOwner });
          const name = member.email ?? "Unnamed account";
          return (
            <tr key={member.userId}>
              <th scope="row" className={`${CELL} truncate pl-0 text-left font-medium`} title={name}>
                {name}
                {isMe ? <span className="ml-2 font-normal text-text-3">you</span> : null}
              </th>
              <td className={CELL}>
                <RoleMenu
                  label={`Role of ${name}`}
                  role={member.role}
                  roles={me.role === "owner" ? ROLES : ROLES.slice(1)}
                  onChange={(role) => role !== member.role && onRole(member, role)}
                  disabledReason={reason}
                />
              </td>
              <td className={`${CELL} text-text-2 max-desk:hidden`}>
                <Time at={member.joinedAtMs} />
              </td>
              <td className={`${CELL} pr-0 text-right`}>
                <Button
                  variant="quiet"
                  aria-label={isMe ? "Leave the team" : `Remove ${name}`}
                  disabledReason={isMe && !(member.role === "owner" && isOnlyOwner) ? null : reason}
                  onClick={() => onRemove(member)}
                >
                  {isMe ? "Leave" : "Remove"}
                </Button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Why this member can't be changed by somebody with the role `mine`; null = can be. The database decides again. */
function whyNot({ member, mine, isOnlyOwner }: { member: Member; mine: Role; isOnlyOwner: boolean }): string | null {
  if (!isAtLeast(mine, "admin")) return NO_RIGHT;
  if (member.role !== "owner") return null;
  if (mine !== "owner") return "Only owners can change owners.";
  return isOnlyOwner ? "The team's only owner. Make somebody else an owner first." : null;
}
