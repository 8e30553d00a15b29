import { NotFoundError } from "#lib/errors.ts";
import type { InvitableRole, Role } from "#lib/model/role.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { asked } from "./function-refusal.ts";

// The functions of the database check the caller's role themselves; what is called here can be called past the API too.

export interface NewInvitation {
  id: string;
  /** Part of the link; it can't be read again. */
  token: string;
  expiresAtMs: number;
}

/** @throws ForbiddenError below admin; InvalidInputError; ConflictError for somebody who belongs to the team. */
export async function createInvitation(
  tx: TransactionSql,
  { organizationId, role, email }: { organizationId: string; role: InvitableRole; email: string | null },
): Promise<NewInvitation> {
  const [row] = await asked(
    tx<NewInvitation[]>`
      select id, token, (extract(epoch from expires_at) * 1000)::float8 as "expiresAtMs"
      from public.create_invitation(${organizationId}, ${role}, ${email})`,
  );
  if (!row) throw new NotFoundError("There is no such team.");
  return row;
}

/** `changed` is false when the link had ended before. @throws NotFoundError, also below admin */
export async function revokeInvitation(tx: TransactionSql, invitationId: string): Promise<{ changed: boolean }> {
  const [row] = await asked(tx<{ changed: boolean }[]>`select public.revoke_invitation(${invitationId}) as changed`);
  return { changed: row?.changed ?? false };
}

/** Joins the team of a link. @throws NotFoundError, ConflictError, ForbiddenError for another address */
export async function acceptInvitation(tx: TransactionSql, token: string): Promise<{ organizationId: string }> {
  const [row] = await asked(tx<{ id: string }[]>`select public.accept_invitation(${token}) as id`);
  if (!row) throw new NotFoundError("This invitation link is not valid. Ask for a new one.");
  return { organizationId: row.id };
}

/** @throws NotFoundError, ForbiddenError; ConflictError when it would take the last owner away. */
export async function changeMemberRole(
  tx: TransactionSql,
  { organizationId, userId, role }: { organizationId: string; userId: string; role: Role },
): Promise<void> {
  await asked(tx`select public.change_member_role(${organizationId}, ${userId}, ${role})`);
}

/** Removes somebody, or lets the caller leave. @throws NotFoundError, ForbiddenError; ConflictError for the last owner. */
export async function removeMember(
  tx: TransactionSql,
  { organizationId, userId }: { organizationId: string; userId: string },
): Promise<void> {
  await asked(tx`select public.remove_member(${organizationId}, ${userId})`);
}
