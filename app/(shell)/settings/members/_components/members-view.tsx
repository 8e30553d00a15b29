"use client";

import { useState } from "react";
import { useShell } from "#components/shell-context.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import { isAtLeast, type Role } from "#lib/model/role.ts";
import type { Member } from "#lib/queries/list-members.ts";
import { InvitationList } from "./invitation-list.tsx";
import { InviteForm } from "./invite-form.tsx";
import { MemberTable } from "./member-table.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { type MembersNow, useMemberChanges, useMembers } from "./use-members.ts";

/** Who belongs to the team and what each may do; admins invite, change and remove. */
export function MembersView({ initial }: { initial: MembersNow }) {
  const { organizationName, role, userId } = useShell();
  const { members, invitations } = useMembers(initial);
  const { setRole, remove, invite, revoke } = useMemberChanges();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const isAdmin = isAtLeast(role, "admin");
  const problem = setRole.error ?? remove.error ?? revoke.error;
  const change = (member: Member, next: Role) => setRole.mutate({ userId: member.userId, role: next });
  const confirm = (member: Member) =>
    remove.mutate(member.userId, {
      onSuccess: () => {
        // Without the team nothing of this page may stay.
        if (member.userId === userId) window.location.assign("/");
      },
      onSettled: () => setLeaving(null),
    });
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-6 py-5 max-desk:overflow-visible max-desk:px-4">
      <div className="grid max-w-[860px] gap-6">
        <header>
          <h1 className="text-16">Who may do what?</h1>
          <p className="text-text-2">
            {organizationName} has {formatPlural(members.length, "member")}. Members see every file; the role decides
            what they may change.
          </p>
        </header>
        <InviteForm isAdmin={isAdmin} invite={invite} openIds={invitations.map(({ id }) => id)} />
        {problem ? (
          <div role="alert" className="text-12">
            <FieldError>{problem.message}</FieldError>
          </div>
        ) : null}
        <MemberTable members={members} onRole={change} onRemove={setLeaving} />
        {isAdmin ? <InvitationList invitations={invitations} onRevoke={(id) => revoke.mutate(id)} /> : null}
      </div>
      <RemoveDialog member={leaving} isBusy={remove.isPending} onClose={() => setLeaving(null)} onConfirm={confirm} />
    </div>
  );
}
