import { asUnavailable } from "./as-unavailable.ts";
import type { Sql, TransactionSql } from "./sql.ts";

const TRIES = 4;
// Deadlock, serialization failure: Postgres took everything back and asks for another try.
const PASSING_CODES = new Set(["40P01", "40001"]);

/**
 * Runs `work` in a transaction, again when it got in the way of another one: changes of many jobs and the steps that
 * read them lock rows in different orders. `work` must do nothing but talk to the database.
 * @throws UnavailableError after some tries, or when the database is away
 */
export async function repeatTransaction<T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      const { value } = await sql.begin(async (tx) => ({ value: await work(tx) }));
      return value;
    } catch (error) {
      if (tries >= TRIES || !isPassing(error)) throw asUnavailable(error);
    }
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && PASSING_CODES.has(error.code);
}
