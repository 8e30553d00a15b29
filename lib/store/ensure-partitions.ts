import type { Sql } from "./sql.ts";

/**
 * Makes the partitions of this month and the next two. Rows of a month without one are kept in the default partition,
 * so a failure is logged only.
 */
export async function ensurePartitions(sql: Sql): Promise<void> {
  try {
    await sql`select logs.ensure_partitions()`;
  } catch (error) {
    console.error("The partitions of the months ahead could not be made; rows go to the default one:", error);
  }
}
