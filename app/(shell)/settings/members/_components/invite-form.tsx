"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { INVITABLE_ROLES, type InvitableRole } from "#lib/model/role.ts";
import { NewLinkBox } from "./new-link-box.tsx";
import { RoleMenu } from "./role-menu.tsx";
import type { NewLink } from "./use-members.ts";

type Invite = UseMutationResult<NewLink, Error, { role: InvitableRole; email: string | null }>;

/** Makes a link that lets one person in. Sluice sends no mail: the link goes however the team talks. */
export function InviteForm({
  isAdmin,
  invite,
  openIds,
}: {
  isAdmin: boolean;
  invite: Invite;
  /** Links that still work, by the last answer. */
  openIds: string[];
}) {
  const [role, setRole] = useState<InvitableRole>("operator");
  const [email, setEmail] = useState("");
  const address = email.trim();
  const isIncomplete = address !== "" && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address);
  const [isChecked, setIsChecked] = useState(false);
  const newId = invite.data?.invitation.id ?? null;
  const [listedId, setListedId] = useState<string | null>(null);
  if (newId !== null && newId !== listedId && openIds.includes(newId)) setListedId(newId);
  // Used or revoked: the link in the box would only mislead. Before the list knows it, it is new.
  const isOver = newId !== null && newId === listedId && !openIds.includes(newId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (isIncomplete || invite.isPending) return;
    invite.mutate({ role, email: address || null }, { onSuccess: () => setEmail("") });
  };
  const reason = isAdmin ? null : "Only admins and owners can invite people. Ask one of them.";
  return (
    <Panel title="Invite somebody">
      <form onSubmit={submit} noValidate className="grid gap-3 p-3.5">
        <div className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-start gap-2 max-desk:grid-cols-[auto_minmax(0,1fr)]">
          <Field
            className="max-desk:col-span-2"
            label="E-mail, optional"
            size="normal"
            type="email"
            autoComplete="off"
            placeholder="Anyone who has the link"
            hint="With an address, only that address can use the link."
            value={email}
            onChange={(event) => {
              setEmail(event.target.value);
              setIsChecked(false);
            }}
            error={isChecked && isIncomplete ? "This is not a complete e-mail address." : null}
            readOnly={!isAdmin}
          />
          <div className="grid justify-items-start gap-1.5">
            <span className="font-medium" aria-hidden="true">
              Role
            </span>
            <RoleMenu
              label="Role of the invitation"
              role={role}
              roles={INVITABLE_ROLES}
              onChange={setRole}
              disabledReason={reason}
            />
          </div>
          <div className="pt-[25.5px]">
            <Button type="submit" variant="primary" isBusy={invite.isPending} disabledReason={reason}>
              <Link2 size={16} strokeWidth={1.75} aria-hidden="true" />
              Make link
            </Button>
          </div>
        </div>
        {invite.error ? (
          <div role="alert" className="text-12">
            <FieldError>{invite.error.message}</FieldError>
          </div>
        ) : null}
        {invite.data && !isOver ? <NewLinkBox key={invite.data.path} link={invite.data} /> : null}
      </form>
    </Panel>
  );
}
