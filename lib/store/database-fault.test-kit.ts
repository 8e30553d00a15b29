import type { Sql } from "./sql.ts";

export interface Provoked {
  /** Where rows are inserted when it happens. */
  table: "public.processing_events" | "logs.log_chunks";
  /** An SQLSTATE to be raised, or the connection that inserts is ended by the server: at once, or while it commits. */
  fault: string | "terminate" | "terminate at commit";
  /** How often; for ever unless told. */
  times?: number;
}

/** Has inserts meet a fault; the returned function takes it back. */
export async function provoke(sql: Sql, { table, fault, times = 1_000_000 }: Provoked): Promise<() => Promise<void>> {
  const isTerminating = fault.startsWith("terminate");
  const act = isTerminating
    ? "perform pg_terminate_backend(pg_backend_pid());"
    : `raise exception 'A fault of a test.' using errcode = '${fault}';`;
  const timing =
    fault === "terminate at commit"
      ? `create constraint trigger provoked_fault after insert on ${table} deferrable initially deferred`
      : `create trigger provoked_fault before insert on ${table}`;
  // A sequence counts on when its transaction is taken back.
  await sql.unsafe(`
    create sequence public.provoked_faults;
    grant usage on public.provoked_faults to public;
    create function public.provoke_fault() returns trigger language plpgsql as $$
    begin
      if nextval('public.provoked_faults') <= ${times} then ${act} end if;
      return new;
    end $$;
    ${timing} for each row execute function public.provoke_fault()`);
  return async () => {
    await sql.unsafe(`
      drop trigger provoked_fault on ${table};
      drop function public.provoke_fault();
      drop sequence public.provoked_faults`);
  };
}

/** Another session that holds a row until it is let go. */
export async function holdRow(
  sql: Sql,
  { table, column, id }: { table: string; column: string; id: string },
): Promise<() => Promise<void>> {
  const held = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const holding = sql.begin(async (tx) => {
    await tx`select 1 from ${tx(table)} where ${tx(column)} = ${id} for update`;
    held.resolve();
    await letGo.promise;
  });
  await Promise.race([held.promise, holding]);
  return async () => {
    letGo.resolve();
    await holding;
  };
}

/** The address of a database whose sessions wait no longer than this. */
export function impatient(url: string, limit: "lock_timeout" | "statement_timeout", limitMs: number): string {
  const address = new URL(url);
  address.searchParams.set(limit, String(limitMs));
  return address.href;
}
