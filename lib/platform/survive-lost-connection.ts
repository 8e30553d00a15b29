import type postgres from "postgres";

const LOST_CODES = new Set([
  ...["CONNECTION_CLOSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"],
  // Postgres says goodbye: stopped by an administrator, by a crash of another process, not ready yet.
  ...["57P01", "57P02", "57P03"],
]);

/**
 * Keeps a connection that is lost within a transaction from ending the process: the driver would send its ROLLBACK to
 * a socket that is gone, and throw where nobody can catch it. So the failed work never reports back in that case;
 * `begin` itself rejects as soon as the connection is closed.
 */
export function surviveLostConnection(sql: postgres.Sql): postgres.Sql {
  const begin = sql.begin.bind(sql) as (...given: unknown[]) => Promise<unknown>;
  const guarded = (given: unknown) => (typeof given === "function" ? guard(given as Work) : given);
  return Object.assign(sql, { begin: (...given: unknown[]) => begin(...given.map(guarded)) });
}

type Work = (tx: postgres.TransactionSql) => unknown;

function guard(work: Work): Work {
  return async (tx) => {
    try {
      const result = work(tx);
      return await (Array.isArray(result) ? Promise.all(result) : result);
    } catch (error) {
      if (!isLost(error)) throw error;
      return await new Promise(() => {});
    }
  };
}

function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isLostCode = "code" in error && typeof error.code === "string" && LOST_CODES.has(error.code);
  return isLostCode || isLost(error.cause);
}
