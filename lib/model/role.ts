/** What people may do in a team, the most first. */
export const ROLES = ["owner", "admin", "operator", "viewer"] as const;
export type Role = (typeof ROLES)[number];

/** Roles that a link can give: owners are made by owners. */
export const INVITABLE_ROLES = ["admin", "operator", "viewer"] as const;
export type InvitableRole = (typeof INVITABLE_ROLES)[number];

/** True when `role` may do at least what `minimum` may. */
export function isAtLeast(role: Role, minimum: Role): boolean {
  return ROLES.indexOf(role) <= ROLES.indexOf(minimum);
}
