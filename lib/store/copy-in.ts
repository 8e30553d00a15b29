import type { TransactionSql } from "./sql.ts";

/**
 * Runs a COPY ... FROM STDIN with all of its data. Fails with the database's own error.
 * The driver settles the query when the data may begin to flow, so an error at the end (a full disk, a constraint)
 * would reach nobody and the stream would never end: its `reject`, which it still calls then, is taken over here.
 */
export async function copyIn(
  tx: TransactionSql,
  { statement, data }: { statement: string; data: Uint8Array },
): Promise<void> {
  const query = tx.unsafe(statement);
  const stream = await query.writable();
  await new Promise<void>((resolve, reject) => {
    Object.assign(query, { reject });
    stream.once("error", reject);
    stream.once("finish", resolve);
    stream.end(data);
  });
}
