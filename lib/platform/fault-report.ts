import { UnavailableError } from "#lib/errors.ts";
import { type DatabaseFault, databaseFault, FAULT_REASONS } from "./database-fault.ts";

const WORDS: Record<DatabaseFault, string> = {
  away: "The database can't be reached right now. Nothing was changed; try again in a few seconds.",
  disk_full:
    "The database's disk is full, so nothing more can be stored. Nothing was changed. Free space on the database's disk, then try again.",
  timeout: "This took longer than the database allows. Nothing was changed; ask for less or try again.",
  conflict: "Others changed the same things at the same moment. Nothing was changed; try again in a few seconds.",
};

/** What a fault of the database means to somebody who asked for one thing that is done as a whole or not at all; null = no fault. */
export function faultReport(error: unknown): UnavailableError | null {
  const fault = databaseFault(error);
  if (fault === null) return null;
  return new UnavailableError(WORDS[fault], { details: { reason: FAULT_REASONS[fault] }, cause: error });
}
