import { TEAM_COOKIE } from "#lib/platform/team-choice.ts";

/** Opens this browser's start page in another team. A real navigation, so that nothing of the old team stays cached. */
export function switchTeam(organizationId: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari.
  document.cookie = `${TEAM_COOKIE}=${organizationId}; path=/; max-age=31536000; samesite=lax`;
  window.location.assign("/");
}

/** The team that a browser's cookies name, or null. */
export function chosenTeamOf(cookies: string): string | null {
  return new RegExp(`(?:^|; )${TEAM_COOKIE}=([^;]*)`).exec(cookies)?.[1] ?? null;
}
