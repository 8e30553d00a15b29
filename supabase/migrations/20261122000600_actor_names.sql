-- Who did something, for the audit trail: the address of a person of a team, told to its members only.
-- Definer: addresses are in auth.users, which callers can't read. Null = not (any more) a member, or not the caller's team.
create function private.member_email(organization uuid, person uuid) returns text
language sql stable security definer set search_path = '' as $$
  select u.email::text
  from public.memberships m join auth.users u on u.id = m.user_id
  where m.organization_id = organization and m.user_id = person
    and organization in (select private.my_organizations())
$$;
revoke execute on function private.member_email(uuid, uuid) from public;
grant execute on function private.member_email(uuid, uuid) to authenticated, service_role;
