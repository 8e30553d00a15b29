import type postgres from "postgres";

type Result = { command: string; count: number } & unknown[];

/** What kysely asks of a connection that it reserved. */
interface Session {
  unsafe(text: string, values?: unknown[]): PromiseLike<unknown>;
  release(): void;
}

interface OpenTransaction {
  tx: postgres.TransactionSql;
  end(how: "commit" | "rollback"): Promise<void>;
}

/**
 * lite (through kysely) reserves connections and sends "begin" and "commit" itself. A reserved connection that Postgres
 * cuts ends the process with an exception that nobody can catch (postgres 3.4.9). `begin` can be made to survive that,
 * so each reserved session becomes one that opens its transactions with it.
 */
export function reserveByTransaction(sql: postgres.Sql): void {
  Object.assign(sql, { reserve: () => Promise.resolve(openSession(sql)) });
}

function openSession(sql: postgres.Sql): Session {
  let open: OpenTransaction | null = null;
  async function end(how: "commit" | "rollback"): Promise<Result> {
    const ending = open;
    open = null;
    await ending?.end(how);
    return nothing(how);
  }
  return {
    unsafe(text, values = []) {
      if (/^\s*(begin|start transaction)\b/i.test(text)) {
        return beginTransaction(sql).then((transaction) => {
          open = transaction;
          return nothing("begin");
        });
      }
      if (/^\s*commit\s*;?\s*$/i.test(text)) return end("commit");
      if (/^\s*rollback\s*;?\s*$/i.test(text)) return end("rollback");
      return (open?.tx ?? sql).unsafe(text, values as postgres.ParameterOrJSON<never>[]);
    },
    release() {
      if (open) void end("rollback").catch(() => {});
    },
  };
}

async function beginTransaction(sql: postgres.Sql): Promise<OpenTransaction> {
  const opened = Promise.withResolvers<postgres.TransactionSql>();
  const work = Promise.withResolvers<void>();
  const rollback = new Error("rolled back on request");
  const ended = sql.begin((tx) => {
    opened.resolve(tx);
    return work.promise;
  });
  ended.catch(opened.reject);
  const tx = await opened.promise;
  return {
    tx,
    async end(how) {
      if (how === "commit") work.resolve();
      else work.reject(rollback);
      await ended.catch((error: unknown) => {
        if (error !== rollback) throw error;
      });
    },
  };
}

function nothing(command: string): Result {
  return Object.assign([], { command: command.toUpperCase(), count: 0 });
}
