import type postgres from "postgres";
import type { Caller } from "./caller.ts";

/** Hosted Supabase ends a user's statement after 8 s. */
const STATEMENT_TIMEOUT_MS = 8000;

/** Runs `work` in one transaction with the caller's role and claims, so that row level security decides. */
export async function asCaller<T>(
  sql: postgres.Sql,
  caller: Caller,
  work: (tx: postgres.TransactionSql) => Promise<T>,
  settings: Record<string, string> = {},
): Promise<T> {
  const result = await sql.begin(async (tx) => {
    await actAs(tx, caller, settings);
    return { value: await work(tx) };
  });
  return result.value as T;
}

/** From here to the end of the transaction the caller's policies hold. */
export async function actAs(
  tx: postgres.TransactionSql,
  { role, claims }: Caller,
  settings: Record<string, string> = {},
): Promise<void> {
  const all = {
    ...settings,
    statement_timeout: String(STATEMENT_TIMEOUT_MS),
    "request.jwt.claims": JSON.stringify(claims),
    "request.jwt.claim.sub": typeof claims.sub === "string" ? claims.sub : "",
    "request.jwt.claim.role": role,
    role,
  };
  await tx`
    select set_config(name, value, true)
    from unnest(${Object.keys(all)}::text[], ${Object.values(all)}::text[]) with ordinality as s (name, value, position)
    order by position`;
}
