import type postgres from "postgres";

const LOST_CODES = new Set([
  ...["CONNECTION_CLOSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"],
  // Postgres says goodbye: stopped by an administrator, by a crash of another process, not ready yet.
  ...["57P01", "57P02", "57P03"],
]);

type Work = (tx: postgres.TransactionSql) => unknown;
type Begin = (...given: unknown[]) => Promise<unknown>;

/**
 * Keeps a connection that is lost within a transaction from ending the process or blocking the pool: the driver would
 * send the next statement, its own ROLLBACK included, to a socket that is gone. `begin` rejects as soon as the
 * connection is closed; from then on the transaction takes no statement and its work never reports back.
 */
export function surviveLostConnection(sql: postgres.Sql): postgres.Sql {
  const begin = sql.begin.bind(sql) as Begin;
  const guardedBegin: Begin = async (...given) => {
    const transaction = { isOver: false };
    try {
      return await begin(
        ...given.map((part) => (typeof part === "function" ? guard(part as Work, transaction) : part)),
      );
    } finally {
      transaction.isOver = true;
    }
  };
  return Object.assign(sql, { begin: guardedBegin });
}

function guard(work: Work, transaction: { isOver: boolean }): Work {
  return async (tx) => {
    try {
      const result = work(refusing(tx, transaction));
      const done = await (Array.isArray(result) ? Promise.all(result) : result);
      // Lost while the work did something else: no COMMIT either.
      if (!transaction.isOver) return done;
    } catch (error) {
      if (!transaction.isOver && !isLost(error)) throw error;
    }
    return await new Promise(() => {});
  };
}

/** The transaction, until it is over. */
function refusing(tx: postgres.TransactionSql, transaction: { isOver: boolean }): postgres.TransactionSql {
  const check = () => {
    if (transaction.isOver) throw Object.assign(new Error("The transaction is over."), { code: "CONNECTION_CLOSED" });
  };
  return new Proxy(tx, {
    apply(target, self, given) {
      check();
      return Reflect.apply(target, self, given);
    },
    get(target, name) {
      check();
      return Reflect.get(target, name);
    },
  });
}

function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isLostCode = "code" in error && typeof error.code === "string" && LOST_CODES.has(error.code);
  return isLostCode || isLost(error.cause);
}
