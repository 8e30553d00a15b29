"use client";

import { useShell } from "#components/shell-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Member } from "#lib/queries/list-members.ts";

/** Asks before somebody loses access. */
export function RemoveDialog({
  member,
  isBusy,
  onClose,
  onConfirm,
}: {
  member: Member | null;
  isBusy: boolean;
  onClose: () => void;
  onConfirm: (member: Member) => void;
}) {
  const { userId, organizationName } = useShell();
  const isMe = member?.userId === userId;
  const who = isMe ? "you" : (member?.email ?? "this person");
  const title = isMe ? `Leave ${organizationName}?` : `Remove ${who} from ${organizationName}?`;
  return (
    <Dialog isOpen={member !== null} onClose={onClose} label={title} className="max-w-[440px]">
      <div className="grid gap-1.5 p-4">
        <h2 className="text-14 wrap-anywhere">{title}</h2>
        <p className="text-text-2">
          {isMe
            ? "You see nothing of the team from then on; only an invitation brings you back. Files that you sent stay."
            : "They see nothing of the team from then on, and links they made stop working. Files that they sent stay."}
        </p>
        <div className="mt-2 flex gap-2">
          <Button variant="primary" isBusy={isBusy} onClick={() => member && onConfirm(member)}>
            {isMe ? "Leave team" : "Remove member"}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </div>
    </Dialog>
  );
}
