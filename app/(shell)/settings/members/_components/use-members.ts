"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import type { InvitableRole, Role } from "#lib/model/role.ts";
import type { Member, OpenInvitation } from "#lib/queries/list-members.ts";

export interface MembersNow {
  members: Member[];
  invitations: OpenInvitation[];
}

export interface NewLink {
  invitation: { id: string; email: string | null; role: InvitableRole; expiresAtMs: number };
  /** Path of the page that accepts it. */
  path: string;
}

/** The team's people and open links, as fresh as the last event. */
export function useMembers(initial: MembersNow): MembersNow {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ["members"],
    queryFn: ({ signal }) => api<MembersNow>("/api/v1/members", { signal }),
    initialData: initial,
  });
  return data;
}

/** Changes of members and links; each fetches the list anew. */
export function useMemberChanges() {
  const api = useApi();
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: ["members"] });
  const setRole = useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: Role }) =>
      api(`/api/v1/members/${userId}`, { method: "PATCH", json: { role } }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (userId: string) => api(`/api/v1/members/${userId}`, { method: "DELETE" }),
    onSettled,
  });
  const invite = useMutation({
    mutationFn: (json: { role: InvitableRole; email: string | null }) =>
      api<NewLink>("/api/v1/invitations", { method: "POST", json }),
    onSettled,
  });
  const revoke = useMutation({
    mutationFn: (id: string) => api(`/api/v1/invitations/${id}`, { method: "DELETE" }),
    onSettled,
  });
  return { setRole, remove, invite, revoke };
}
