import type { Role } from "#lib/model/role.ts";

/** What each role may do, in the words of every place that names one. */
export const ROLE_WORDS: Record<Role, { label: string; may: string }> = {
  owner: { label: "Owner", may: "Everything, and makes owners." },
  admin: { label: "Admin", may: "Invites people and changes their roles." },
  operator: { label: "Operator", may: "Sends files and acts on alerts." },
  viewer: { label: "Viewer", may: "Sees everything and changes nothing." },
};
