import type { TransactionSql } from "#lib/platform/database.ts";
import { latestFailures } from "./latest-failures.ts";

/** One minute of the chart; minutes without a line are there with zeros. */
export interface MinuteBucket {
  /** Start of the minute, milliseconds since 1970. */
  atMs: number;
  errors: number;
  warnings: number;
  others: number;
}

export interface MinuteWindow {
  /** `last`: the last 60 minutes. `failure`, `lines`: nothing happened in them, so this is the hour that matters. */
  kind: "last" | "failure" | "lines" | "none";
  fromMs: number;
  minutes: MinuteBucket[];
  /** The earliest first failing line within the window. */
  firstFailureMs: number | null;
}

const MINUTE_MS = 60_000;
const MINUTES = 60;
/** Of the hour around a failure, this much comes after it. */
const AFTER_MINUTES = 15;

/** Lines per minute and severity in the last hour or, when it is empty, in the hour of the newest failure or lines. */
export async function readMinutes(
  tx: TransactionSql,
  { organizationId, nowMs }: { organizationId: string; nowMs: number },
): Promise<MinuteWindow> {
  const organizationNo = await organizationNoOf(tx, organizationId);
  const lastFromMs = startOfMinute(nowMs) - (MINUTES - 1) * MINUTE_MS;
  const last = await countMinutes(tx, { organizationNo, fromMs: lastFromMs });
  if (last.some(hasLines)) return withFailure(tx, { organizationId, kind: "last", fromMs: lastFromMs, minutes: last });
  const anchor = await findAnchor(tx, { organizationId, organizationNo, nowMs });
  if (!anchor) return { kind: "none", fromMs: lastFromMs, minutes: last, firstFailureMs: null };
  const fromMs = anchor.toMs - (MINUTES - 1) * MINUTE_MS;
  const minutes = await countMinutes(tx, { organizationNo, fromMs });
  return withFailure(tx, { organizationId, kind: anchor.kind, fromMs, minutes });
}

async function organizationNoOf(tx: TransactionSql, organizationId: string): Promise<number> {
  const [row] = await tx<{ no: number }[]>`select no from public.organizations where id = ${organizationId}`;
  return row?.no ?? 0;
}

async function countMinutes(
  tx: TransactionSql,
  { organizationNo, fromMs }: { organizationNo: number; fromMs: number },
): Promise<MinuteBucket[]> {
  const rows = await tx<MinuteBucket[]>`
    select (extract(epoch from m.minute) * 1000)::float8 as "atMs",
      sum(m.level_counts[6] + m.level_counts[7])::int as errors, sum(m.level_counts[5])::int as warnings,
      sum(m.level_counts[1] + m.level_counts[2] + m.level_counts[3] + m.level_counts[4])::int as others
    from logs.minute_counts m
    where m.organization_no = ${organizationNo} and m.minute >= to_timestamp(${fromMs / 1000}::float8)
      and m.minute < to_timestamp(${(fromMs + MINUTES * MINUTE_MS) / 1000}::float8)
    group by m.minute`;
  const known = new Map(rows.map((row) => [row.atMs, row]));
  return Array.from({ length: MINUTES }, (_, index) => {
    const atMs = fromMs + index * MINUTE_MS;
    return known.get(atMs) ?? { atMs, errors: 0, warnings: 0, others: 0 };
  });
}

/** The minute in which the hour that matters ends. Clocks that run ahead of ours are believed for a day. */
async function findAnchor(
  tx: TransactionSql,
  { organizationId, organizationNo, nowMs }: { organizationId: string; organizationNo: number; nowMs: number },
): Promise<{ kind: "failure" | "lines"; toMs: number } | null> {
  const latestMs = nowMs + 24 * 60 * MINUTE_MS;
  const [row] = await tx<{ linesMs: number | null; failureMs: number | null }[]>`
    select
      (select (extract(epoch from max(m.minute)) * 1000)::float8 from logs.minute_counts m
        where m.organization_no = ${organizationNo} and m.minute <= to_timestamp(${latestMs / 1000}::float8)) as "linesMs",
      (select (max((f.line ->> 'timestampUs')::bigint) / 1000)::float8 from (${latestFailures(tx, organizationId)}) f
        where (f.line ->> 'timestampUs')::bigint <= ${latestMs}::bigint * 1000) as "failureMs"`;
  if (!row || row.linesMs === null) return null;
  if (row.failureMs === null) return { kind: "lines", toMs: row.linesMs };
  const failureMs = startOfMinute(row.failureMs);
  // Not further than the lines go: an empty right half would say that they stopped.
  return { kind: "failure", toMs: Math.max(failureMs, Math.min(failureMs + AFTER_MINUTES * MINUTE_MS, row.linesMs)) };
}

async function withFailure(
  tx: TransactionSql,
  { organizationId, ...window }: { organizationId: string } & Omit<MinuteWindow, "firstFailureMs">,
): Promise<MinuteWindow> {
  const toMs = window.fromMs + MINUTES * MINUTE_MS;
  const [row] = await tx<{ atMs: number | null }[]>`
    select (min((f.line ->> 'timestampUs')::bigint) / 1000)::float8 as "atMs" from (${latestFailures(tx, organizationId)}) f
    where (f.line ->> 'timestampUs')::bigint >= ${window.fromMs}::bigint * 1000
      and (f.line ->> 'timestampUs')::bigint < ${toMs}::bigint * 1000`;
  return { ...window, firstFailureMs: row?.atMs ?? null };
}

function startOfMinute(atMs: number): number {
  return Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}

function hasLines({ errors, warnings, others }: MinuteBucket): boolean {
  return errors + warnings + others > 0;
}
