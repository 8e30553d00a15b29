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
  const canRead = await asked(sql, async (tx) => {
    await insertProbe(tx, topic);
    await actAs(tx, caller, { "realtime.topic": topic });
    return (await tx`select 1 from realtime.messages where topic = ${topic} limit 1`).length > 0;
  });
  const canWrite = await asked(sql, async (tx) => {
    await actAs(tx, caller, { "realtime.topic": topic });
    await insertProbe(tx, topic);
    return true;
  });
  return { canRead, canWrite };
}

async function insertProbe(tx: postgres.TransactionSql, topic: string): Promise<void> {
  await tx`insert into realtime.messages (topic, extension, event, private) values (${topic}, 'broadcast', 'probe', true)`;
}

/** Rolls back whatever `ask` did; false when a policy or grant forbade it. */
async function asked(sql: postgres.Sql, ask: (tx: postgres.TransactionSql) => Promise<boolean>): Promise<boolean> {
  const rollback = new Error("rolled back on purpose");
  let answer = false;
  await sql
    .begin(async (tx) => {
      answer = await ask(tx);
      throw rollback;
    })
    .catch((error: unknown) => {
      const isForbidden = (error as { code?: unknown }).code === "42501";
      if (error !== rollback && !isForbidden) throw error;
    });
  return answer;
}
