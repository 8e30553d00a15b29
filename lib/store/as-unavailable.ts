import { AppError, UnavailableError } from "#lib/errors.ts";
import { type DatabaseFault, databaseFault, FAULT_REASONS } from "#lib/platform/database-fault.ts";

const WORDS: Record<DatabaseFault, string> = {
  away: "The database did not answer. Everything stored before is safe, and reading goes on where it stopped as soon as it answers.",
  disk_full:
    "The database's disk is full, so nothing more can be stored. Everything stored before is safe. Free space on the database's disk: reading then goes on where it stopped.",
  timeout:
    "The database took too long: it is busy, or somebody holds what reading needs. Everything stored before is safe; reading goes on where it stopped.",
  conflict:
    "Others changed the same rows at the same moment. Everything stored before is safe; reading goes on where it stopped.",
};

/**
 * What a failed database call means to the reading of a file: UnavailableError, named as what it is, when trying again
 * later can help; anything else unchanged.
 */
export function asUnavailable(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const fault = databaseFault(error);
  if (fault === null) return error;
  const details = { reason: FAULT_REASONS[fault], sqlState: codeOf(error) };
  return new UnavailableError(WORDS[fault], { details, cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
