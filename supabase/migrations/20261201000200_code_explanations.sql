-- What a team says of codes that Sluice has no words for.
create table public.code_explanations (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  -- As people look it up: 4711, 0x87D1ABCD.
  code text not null constraint code_explanations_code check (octet_length(code) between 1 and 100),
  title text not null constraint code_explanations_title check (char_length(title) between 1 and 60),
  meaning text not null constraint code_explanations_meaning check (char_length(meaning) between 1 and 400),
  what_to_check text constraint code_explanations_check check (char_length(what_to_check) between 1 and 400),
  changed_by uuid references auth.users (id) on delete set null,
  changed_at timestamptz not null default now(),
  primary key (organization_id, code)
);
alter table public.code_explanations enable row level security;
create policy code_explanations_select on public.code_explanations for select to authenticated
  using (organization_id in (select private.my_organizations()));
grant select on public.code_explanations to authenticated;
grant select, insert, update, delete on public.code_explanations to service_role;

-- The caller's words for a code, in place of those before; no title takes them away.
create function public.explain_code(
  organization uuid, explained_code text, new_title text, new_meaning text, new_check text
) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if organization is null or organization not in (select private.my_organizations()) then
    raise exception 'There is no such team.' using errcode = 'P0002';
  end if;
  if organization not in (select private.my_organizations('operator')) then
    raise exception 'Viewers cannot explain codes. Ask an operator, admin or owner.' using errcode = '42501';
  end if;
  if new_title is null then
    delete from public.code_explanations e where e.organization_id = organization and e.code = explained_code;
    return;
  end if;
  -- One after the other, so that the number below holds.
  perform 1 from public.organizations where id = organization for update;
  insert into public.code_explanations (organization_id, code, title, meaning, what_to_check, changed_by)
  values (organization, explained_code, new_title, new_meaning, new_check, (select auth.uid()))
  on conflict (organization_id, code) do update set title = excluded.title, meaning = excluded.meaning,
    what_to_check = excluded.what_to_check, changed_by = excluded.changed_by, changed_at = now();
  if (select count(*) from public.code_explanations e where e.organization_id = organization) > 500 then
    raise exception 'A team explains at most 500 codes of its own. Take one away first.' using errcode = '22023';
  end if;
end
$$;
revoke execute on function public.explain_code(uuid, text, text, text, text) from public, anon;
grant execute on function public.explain_code(uuid, text, text, text, text) to authenticated;
