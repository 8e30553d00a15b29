import { ForbiddenError, NotFoundError } from "#lib/errors.ts";
import type { Caller } from "#lib/platform/caller.ts";

/** Who acts on a file: what intake needs to know of a caller. */
export type Sender = Pick<Caller, "userId" | "organizationId"> & {
  memberships: Pick<Caller["memberships"][number], "organizationId" | "role">[];
};

/**
 * Lets operators, admins and owners of the organisation pass.
 * @throws NotFoundError for strangers, so that they don't learn what exists; ForbiddenError for viewers.
 */
export function requireOperator(sender: Sender, organizationId: string): void {
  const membership = sender.memberships.find((candidate) => candidate.organizationId === organizationId);
  if (!membership) throw new NotFoundError("There is no such file.");
  if (membership.role === "viewer") {
    throw new ForbiddenError(
      "Viewers may read but not send, stop or change files. Ask an owner or admin for the operator role.",
    );
  }
}
