"use client";

import { ROLE_WORDS } from "#components/role-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Time } from "#components/ui/time.tsx";
import type { OpenInvitation } from "#lib/queries/list-members.ts";

/** Links that still let somebody in. */
export function InvitationList({
  invitations,
  onRevoke,
}: {
  invitations: OpenInvitation[];
  onRevoke: (id: string) => void;
}) {
  return (
    <section aria-labelledby="open-links">
      <h2 id="open-links" className="border-b border-border pb-2 text-13">
        Open links <span className="ml-1 font-normal text-text-3">{invitations.length}</span>
      </h2>
      {invitations.length === 0 ? (
        <p className="pt-2.5 text-text-2">No link is open: nobody can join without a new one.</p>
      ) : (
        <ul>
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} onRevoke={onRevoke} />
          ))}
        </ul>
      )}
    </section>
  );
}

function InvitationRow({ invitation, onRevoke }: { invitation: OpenInvitation; onRevoke: (id: string) => void }) {
  const { id, email, role, invitedBy, createdAtMs, expiresAtMs } = invitation;
  const who = email ?? "Anyone who has the link";
  return (
    <li className="flex min-h-11 items-center gap-3 border-b border-border py-1.5">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium" title={who}>
          {who}
        </p>
        <p className="text-12 text-text-3">
          {ROLE_WORDS[role].label}, made {invitedBy ? `by ${invitedBy}, ` : ""}
          <Time at={createdAtMs} />, works until <Time at={expiresAtMs} />
        </p>
      </div>
      <Button variant="quiet" aria-label={`Revoke the link for ${who}`} onClick={() => onRevoke(id)}>
        Revoke
      </Button>
    </li>
  );
}
