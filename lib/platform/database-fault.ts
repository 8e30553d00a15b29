import { isDatabaseAway } from "./database-away.ts";

/**
 * Why the database did not do something that it may do later: it can't be reached, its disk is full, it gave up waiting
 * (for a lock or for the end of a statement), or two transactions were in each other's way.
 */
export type DatabaseFault = "away" | "disk_full" | "timeout" | "conflict";

const FAULTS = new Map<string, DatabaseFault>([
  ["53100", "disk_full"],
  ["57014", "timeout"],
  ["55P03", "timeout"],
  ["40001", "conflict"],
  ["40P01", "conflict"],
]);

/** How a fault is named in the details of an error, for programs. */
export const FAULT_REASONS: Record<DatabaseFault, string> = {
  away: "database_away",
  disk_full: "disk_full",
  timeout: "database_timeout",
  conflict: "database_conflict",
};

/** Null = another error: a bug, or a refusal. */
export function databaseFault(error: unknown): DatabaseFault | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const own = FAULTS.get(code) ?? (error.cause === undefined ? null : databaseFault(error.cause));
  return own ?? (isDatabaseAway(error) ? "away" : null);
}
