import type { InvitationFacts } from "#lib/platform/describe-invitation.ts";

/** Why a link lets nobody in, as a sentence; null = it does. */
export function whyClosed(invitation: InvitationFacts | null): string | null {
  switch (invitation?.state) {
    case "open":
      return null;
    case "accepted":
      return "This invitation was used already. Each link lets one person in; ask for a new one.";
    case "revoked":
      return "This invitation was withdrawn. Ask for a new one.";
    case "expired":
      return "This invitation has expired: links work for 7 days. Ask for a new one.";
    case undefined:
      return "This link is not an invitation, or not a complete one. Check that all of it was copied, or ask for a new one.";
  }
}
