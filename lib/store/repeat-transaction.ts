import { AppError, UnavailableError } from "#lib/errors.ts";
import { databaseFault } from "#lib/platform/database-fault.ts";
import { faultReport } from "#lib/platform/fault-report.ts";
import type { Sql, TransactionSql } from "./sql.ts";

const TRIES = 4;

/**
 * Runs `work` in a transaction, again when it got in the way of another one: changes of many jobs and the steps that
 * read them lock rows in different orders. `work` must do nothing but talk to the database.
 * @throws UnavailableError after some tries, or at once for any other fault of the database, which it names
 */
export async function repeatTransaction<T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    let isEnding = false;
    try {
      const { value } = await sql.begin(async (tx) => {
        const value = await work(tx);
        isEnding = true;
        return { value };
      });
      return value;
    } catch (error) {
      if (error instanceof AppError) throw error;
      const fault = databaseFault(error);
      if (fault === "conflict" && tries < TRIES) continue;
      throw fault === "away" && isEnding ? maybeDone(error) : (faultReport(error) ?? error);
    }
  }
}

/** Lost between COMMIT and its answer: only a look can tell. */
function maybeDone(cause: unknown): UnavailableError {
  return new UnavailableError(
    "The connection to the database was lost while this was saved, so it may or may not be done. Look again before you repeat it.",
    { details: { reason: "database_away", isMaybeDone: true }, cause },
  );
}
