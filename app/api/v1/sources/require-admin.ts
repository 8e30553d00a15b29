import { ForbiddenError } from "#lib/errors.ts";
import { isAtLeast } from "#lib/model/role.ts";
import { type Caller, requireCaller } from "#lib/platform/caller.ts";

/** Who may change sources, before anything of a body is looked at. @throws ForbiddenError below admin */
export async function requireAdmin(request: Request): Promise<Caller> {
  const caller = await requireCaller(request);
  if (isAtLeast(caller.role, "admin")) return caller;
  throw new ForbiddenError("Only admins and owners can change sources. Ask one of them.");
}
