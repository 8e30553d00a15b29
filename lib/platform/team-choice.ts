/** The team that a browser's pages show, for people who belong to several: its organisation's id. */
export const TEAM_COOKIE = "sluice-team";

/** The team that a request of the API is about; a tab names the one it shows, whatever other tabs switched to. */
export const TEAM_HEADER = "sluice-team";
