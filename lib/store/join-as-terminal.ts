import type { Sql } from "./sql.ts";

/**
 * Makes the terminal's account an operator of the organisation on this machine. When there is none it is made without
 * an owner: whoever claims the set-up code becomes that and finds the files sent until then.
 */
export async function joinAsTerminal(sql: Sql, userId: string): Promise<void> {
  await sql.begin(async (tx) => {
    // Two terminals at once must not make two organisations.
    await tx`select pg_advisory_xact_lock(hashtextextended('sluice.organizations', 0))`;
    const [member] = await tx`select 1 from public.memberships where user_id = ${userId} limit 1`;
    if (member) return;
    const [existing] = await tx<{ id: string }[]>`select id from public.organizations order by created_at limit 1`;
    const [organization] = existing
      ? [existing]
      : await tx<{ id: string }[]>`insert into public.organizations (name) values ('My team') returning id`;
    if (!organization) return;
    await tx`
      insert into public.memberships (organization_id, user_id, role) values (${organization.id}, ${userId}, 'operator')`;
  });
}
