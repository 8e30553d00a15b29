import { AppError, UnavailableError } from "#lib/errors.ts";
import { isDatabaseAway } from "#lib/platform/database-away.ts";

const DISK_FULL = "53100";
// Deadlock, serialization failure, statement or lock time-out: the same transaction may pass later.
const PASSING_CODES = new Set(["40P01", "40001", "57014", "55P03"]);

/**
 * What a failed database call means to the one who has to act: UnavailableError when trying again later can help,
 * with a full disk named as what it is; anything else unchanged.
 */
export function asUnavailable(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (code === DISK_FULL) {
    return new UnavailableError(
      "The database's disk is full, so nothing more can be stored. Everything stored before is safe. Free space on the database's disk: reading then goes on where it stopped.",
      { details: { reason: "disk_full", sqlState: code }, cause: error },
    );
  }
  if (isDatabaseAway(error) || PASSING_CODES.has(code)) {
    return new UnavailableError(
      "The database did not answer. Everything stored before is safe, and reading goes on where it stopped as soon as it answers.",
      { details: { reason: "database_away", sqlState: code }, cause: error },
    );
  }
  return error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
