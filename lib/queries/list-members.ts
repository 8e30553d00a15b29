import type { InvitableRole, Role } from "#lib/model/role.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

export interface Member {
  userId: string;
  email: string | null;
  role: Role;
  joinedAtMs: number;
}

/** A link that still works. */
export interface OpenInvitation {
  id: string;
  /** Null = whoever holds the link. */
  email: string | null;
  role: InvitableRole;
  invitedBy: string | null;
  createdAtMs: number;
  expiresAtMs: number;
}

/** The people of a team, owners first, and its open links; those only admins see. */
export async function listMembers(
  tx: TransactionSql,
  organizationId: string,
): Promise<{ members: Member[]; invitations: OpenInvitation[] }> {
  const members = await tx<Member[]>`
    select user_id as "userId", email, role, (extract(epoch from joined_at) * 1000)::float8 as "joinedAtMs"
    from public.list_members(${organizationId})`;
  const invitations = await tx<OpenInvitation[]>`
    select i.id, i.email, i.role, m.email as "invitedBy",
      (extract(epoch from i.created_at) * 1000)::float8 as "createdAtMs",
      (extract(epoch from i.expires_at) * 1000)::float8 as "expiresAtMs"
    from public.invitations i
    left join public.list_members(${organizationId}) m on m.user_id = i.created_by
    where i.organization_id = ${organizationId}
      and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
    order by i.created_at desc, i.id`;
  return { members: [...members], invitations: [...invitations] };
}
