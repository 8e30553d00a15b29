import { keepCookie } from "#components/ui/keep-cookie.ts";
import { TEAM_COOKIE } from "#lib/platform/team-choice.ts";

/** Opens this browser's start page in another team. A real navigation, so that nothing of the old team stays cached. */
export function switchTeam(organizationId: string): void {
  keepCookie(TEAM_COOKIE, organizationId);
  window.location.assign("/");
}

/** The team that a browser's cookies name, or null. */
export function chosenTeamOf(cookies: string): string | null {
  return new RegExp(`(?:^|; )${TEAM_COOKIE}=([^;]*)`).exec(cookies)?.[1] ?? null;
}
