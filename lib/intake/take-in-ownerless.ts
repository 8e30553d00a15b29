import { findOwnerless, insertOwnerless } from "#lib/store/ownerless-objects.ts";
import type { Sql } from "#lib/store/sql.ts";

/** Younger objects may belong to a row that is about to commit. */
const OLDER_THAN_MS = 60_000;
/** The rest comes with the next sweep. */
const AT_ONCE = 100;

/**
 * Gives objects in storage whose rows are gone their rows back, so that they are completed like any upload that nobody
 * reported. What is not of this app stays as it is and is only counted. Returns how many rows were made.
 */
export async function takeInOwnerless(sql: Sql): Promise<number> {
  const { objects, others } = await findOwnerless(sql, { olderThanMs: OLDER_THAN_MS, limit: AT_ONCE });
  if (others > 0) {
    console.warn(
      `${others} objects in storage belong to no file and no team that there is; they were left as they are.`,
    );
  }
  let taken = 0;
  for (const object of objects) {
    if (await sql.begin((tx) => insertOwnerless(tx, object))) taken += 1;
  }
  return taken;
}
