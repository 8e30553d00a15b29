-- Who belongs to a team: inviting by link, accepting, changing roles, removing and leaving.
alter table public.invitations
  -- Null = whoever holds the link.
  alter column email drop not null,
  add column revoked_at timestamptz,
  add column revoked_by uuid references auth.users (id) on delete set null,
  add constraint invitations_email check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and char_length(email) <= 254);
create index invitations_organization on public.invitations (organization_id, created_at desc);
grant select (revoked_at, revoked_by) on public.invitations to authenticated;

-- The team of the caller with the right to manage it, locked: changes of one team's members come one after another,
-- so that two owners who leave at once can't leave it without any.
create function private.team_to_manage(organization uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if organization is null or organization not in (select private.my_organizations()) then
    raise exception 'There is no such team.' using errcode = 'P0002';
  end if;
  -- Before the right is checked: what others changed in the meantime counts.
  perform 1 from public.organizations where id = organization for update;
  if organization not in (select private.my_organizations('admin')) then
    raise exception 'Only admins and owners can manage members. Ask one of them.' using errcode = '42501';
  end if;
end
$$;

create function private.role_in(organization uuid, member uuid) returns text
language sql stable security definer set search_path = '' as $$
  select role from public.memberships where organization_id = organization and user_id = member
$$;

-- A team without an owner could never be managed again.
create function private.refuse_last_owner(organization uuid, member uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (
    select 1 from public.memberships where organization_id = organization and role = 'owner' and user_id <> member
  ) then
    raise exception 'This is the only owner of the team. Make somebody else an owner first.' using errcode = '55000';
  end if;
end
$$;

-- Links made by somebody who may not invite any more end with that right.
create function private.revoke_invitations_of(organization uuid, member uuid) returns void
language sql volatile security definer set search_path = '' as $$
  update public.invitations set revoked_at = now(), revoked_by = (select auth.uid())
  where organization_id = organization and created_by = member and accepted_at is null and revoked_at is null
$$;

create function private.invitation_of(token text) returns public.invitations
language sql volatile security definer set search_path = '' as $$
  select * from public.invitations
  where token_hash = encode(sha256(convert_to(coalesce(token, ''), 'UTF8')), 'hex') for update
$$;

revoke execute on function private.team_to_manage(uuid), private.role_in(uuid, uuid), private.refuse_last_owner(uuid, uuid),
  private.revoke_invitations_of(uuid, uuid), private.invitation_of(text) from public;

-- Members with their addresses, for members. Addresses are in auth.users, which nobody may read.
create function public.list_members(organization uuid)
returns table (user_id uuid, email text, role text, joined_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select m.user_id, u.email::text, m.role, m.created_at
  from public.memberships m join auth.users u on u.id = m.user_id
  where m.organization_id = organization and organization in (select private.my_organizations())
  order by private.role_rank(m.role) desc, m.created_at, m.user_id
$$;

-- The link's token is returned once and kept as a hash. A newer invitation of the same address replaces the older.
create function public.create_invitation(organization uuid, role text, email text default null)
returns table (id uuid, token text, expires_at timestamptz)
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  address text := nullif(lower(trim(create_invitation.email)), '');
  -- 244 random bits.
  new_token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
  perform private.team_to_manage(organization);
  if create_invitation.role is null or create_invitation.role not in ('admin', 'operator', 'viewer') then
    raise exception 'Invite people as admin, operator or viewer.' using errcode = '22023';
  end if;
  if address is not null and (address !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' or char_length(address) > 254) then
    raise exception 'This is not a complete e-mail address.' using errcode = '22023';
  end if;
  if exists (
    select 1 from public.memberships m join auth.users u on u.id = m.user_id
    where m.organization_id = organization and lower(u.email) = address
  ) then
    raise exception 'This person belongs to the team already.' using errcode = '55000';
  end if;
  update public.invitations i set revoked_at = now(), revoked_by = (select auth.uid())
  where i.organization_id = organization and i.email = address and i.accepted_at is null and i.revoked_at is null;
  return query
    insert into public.invitations as i (organization_id, email, role, token_hash, created_by, expires_at)
    values (organization, address, create_invitation.role, encode(sha256(convert_to(new_token, 'UTF8')), 'hex'),
      (select auth.uid()), now() + interval '7 days')
    returning i.id, new_token, i.expires_at;
end
$$;

-- True when the link ends by this call, false when it had ended before.
create function public.revoke_invitation(invitation uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  team uuid := (select i.organization_id from public.invitations i
    where i.id = invitation and i.organization_id in (select private.my_organizations('admin')));
begin
  if team is null then
    raise exception 'There is no such invitation.' using errcode = 'P0002';
  end if;
  perform private.team_to_manage(team);
  update public.invitations i set revoked_at = now(), revoked_by = (select auth.uid())
  where i.id = invitation and i.accepted_at is null and i.revoked_at is null;
  return found;
end
$$;

-- What a link is for, for whoever holds it, signed in or not. No row = no such link.
create function public.describe_invitation(token text)
returns table (organization_id uuid, organization_name text, role text, email text, state text)
language sql volatile security definer set search_path = '' as $$
  select i.organization_id, o.name, i.role, i.email,
    case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
      when i.expires_at <= now() then 'expired' else 'open' end
  from public.invitations i join public.organizations o on o.id = i.organization_id
  where i.token_hash = encode(sha256(convert_to(coalesce(token, ''), 'UTF8')), 'hex')
$$;

-- Joins the team, once per link: the row lock lets two people who open it together in one after the other.
-- Somebody who is in already stays as they are and leaves the link to others.
create function public.accept_invitation(token text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  invitation public.invitations;
begin
  if caller is null then
    raise exception 'Sign in before you accept the invitation.' using errcode = '28000';
  end if;
  invitation := private.invitation_of(token);
  if invitation.id is null then
    raise exception 'This invitation link is not valid. Ask for a new one.' using errcode = 'P0002';
  end if;
  if private.role_in(invitation.organization_id, caller) is not null then
    return invitation.organization_id;
  end if;
  if invitation.accepted_at is not null then
    raise exception 'This invitation was used already. Ask for a new one.' using errcode = '55000';
  end if;
  if invitation.revoked_at is not null then
    raise exception 'This invitation was withdrawn. Ask for a new one.' using errcode = '55000';
  end if;
  if invitation.expires_at <= now() then
    raise exception 'This invitation has expired. Ask for a new one.' using errcode = '55000';
  end if;
  if invitation.email is not null
    and not exists (select 1 from auth.users u where u.id = caller and lower(u.email) = invitation.email) then
    raise exception 'This invitation is for another e-mail address. Sign in with that one, or ask for a new link.' using errcode = '42501';
  end if;
  update public.invitations set accepted_at = now(), accepted_by = caller where id = invitation.id;
  insert into public.memberships (organization_id, user_id, role)
  values (invitation.organization_id, caller, invitation.role) on conflict (organization_id, user_id) do nothing;
  return invitation.organization_id;
end
$$;

-- Admins move people between admin, operator and viewer; only owners make owners or change them.
create function public.change_member_role(organization uuid, member uuid, new_role text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  old_role text;
begin
  perform private.team_to_manage(organization);
  old_role := private.role_in(organization, member);
  if old_role is null then
    raise exception 'This person does not belong to the team.' using errcode = 'P0002';
  end if;
  if new_role is null or private.role_rank(new_role) = 0 then
    raise exception 'The role must be owner, admin, operator or viewer.' using errcode = '22023';
  end if;
  if 'owner' in (old_role, new_role) and private.role_in(organization, auth.uid()) <> 'owner' then
    raise exception 'Only owners can make or change owners.' using errcode = '42501';
  end if;
  if old_role = 'owner' and new_role <> 'owner' then
    perform private.refuse_last_owner(organization, member);
  end if;
  if private.role_rank(new_role) < private.role_rank('admin') then
    perform private.revoke_invitations_of(organization, member);
  end if;
  update public.memberships set role = new_role where organization_id = organization and user_id = member;
end
$$;

-- Removes somebody, or the caller: anyone may leave.
create function public.remove_member(organization uuid, member uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  old_role text;
begin
  if member = auth.uid() and organization in (select private.my_organizations()) then
    perform 1 from public.organizations where id = organization for update;
  else
    perform private.team_to_manage(organization);
  end if;
  old_role := private.role_in(organization, member);
  if old_role is null then
    raise exception 'This person does not belong to the team.' using errcode = 'P0002';
  end if;
  if old_role = 'owner' then
    if member <> auth.uid() and private.role_in(organization, auth.uid()) <> 'owner' then
      raise exception 'Only owners can remove owners.' using errcode = '42501';
    end if;
    perform private.refuse_last_owner(organization, member);
  end if;
  perform private.revoke_invitations_of(organization, member);
  delete from public.memberships where organization_id = organization and user_id = member;
end
$$;

revoke execute on function public.list_members(uuid), public.create_invitation(uuid, text, text), public.revoke_invitation(uuid),
  public.describe_invitation(text), public.accept_invitation(text), public.change_member_role(uuid, uuid, text),
  public.remove_member(uuid, uuid) from public, anon;
grant execute on function public.list_members(uuid), public.create_invitation(uuid, text, text), public.revoke_invitation(uuid),
  public.accept_invitation(text), public.change_member_role(uuid, uuid, text), public.remove_member(uuid, uuid) to authenticated;
grant execute on function public.describe_invitation(text) to anon, authenticated;

-- Browsers of the team hear that somebody joined, left or changed, and that a link was made or ended.
create function private.members_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  changed jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  perform private.notify_organization((changed ->> 'organization_id')::uuid, 'member', jsonb_build_object('userId', changed ->> 'user_id'));
  return null;
end
$$;
create trigger memberships_changed after insert or update or delete on public.memberships
  for each row execute function private.members_changed();
create trigger invitations_changed after insert or update on public.invitations
  for each row execute function private.members_changed();
