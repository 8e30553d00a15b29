import type postgres from "postgres";
import { actAs } from "../as-caller.ts";
import type { Caller } from "../caller.ts";

export interface TopicRights {
  canRead: boolean;
  canWrite: boolean;
}

/**
 * What the caller may do on a private topic, asked as hosted Realtime asks: in a transaction that is rolled back,
 * whether the policies on realtime.messages let the caller see, and add, a message of this topic.
 */
export async function authoriseTopic(sql: postgres.Sql, caller: Caller, topic: string): Promise<TopicRights> {
  const asked = new RolledBack();
  await sql
    .begin(async (tx) => {
      await tx`insert into realtime.messages (topic, extension, event, private) values (${topic}, 'broadcast', 'probe', true)`;
      await actAs(tx, caller, { "realtime.topic": topic });
      asked.canRead = await canRead(tx, topic);
      asked.canWrite = await canWrite(tx, topic);
      throw asked;
    })
    .catch((error: unknown) => {
      if (error !== asked) throw error;
    });
  return { canRead: asked.canRead, canWrite: asked.canWrite };
}

async function canRead(tx: postgres.TransactionSql, topic: string): Promise<boolean> {
  const seen = await allowed(tx, (point) => point`select 1 from realtime.messages where topic = ${topic} limit 1`);
  return seen !== null && seen.length > 0;
}

async function canWrite(tx: postgres.TransactionSql, topic: string): Promise<boolean> {
  const written = await allowed(
    tx,
    (point) =>
      point`insert into realtime.messages (topic, extension, event, private) values (${topic}, 'broadcast', 'probe', true)`,
  );
  return written !== null;
}

/** Null when a policy or grant forbids it; the transaction goes on. */
async function allowed<T>(
  tx: postgres.TransactionSql,
  ask: (point: postgres.TransactionSql) => Promise<T>,
): Promise<T | null> {
  try {
    return (await tx.savepoint(ask)) as T;
  } catch (error) {
    if ((error as { code?: unknown }).code === "42501") return null;
    throw error;
  }
}

class RolledBack extends Error {
  canRead = false;
  canWrite = false;
}
