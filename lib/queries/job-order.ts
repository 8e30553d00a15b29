import { z } from "zod";
import { InvalidInputError } from "#lib/errors.ts";
import type { JobSort, JobTab } from "#lib/model/job.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { storableText } from "#lib/store/storable-text.ts";

// No time is later than the year 2096: Postgres refuses what is too far away with an error of its own.
const PLACES = {
  number: z.number().int(),
  time: z.number().int().min(0).max(4e15),
  text: z.string().max(4096),
} as const;

type KeyKind = "number" | "time" | "text";
/** Expressions over log_files f; those of a tab's index are written as the index has them. */
type KeyName = "rank" | "isUnderWay" | "queued" | "ended" | "name" | "size" | "waited";

interface Order {
  keys: readonly KeyName[];
  direction: "asc" | "desc";
}

const KINDS: Record<KeyName, KeyKind> = {
  rank: "number",
  isUnderWay: "number",
  queued: "time",
  ended: "time",
  name: "text",
  size: "number",
  waited: "number",
};

/**
 * The order of a page of jobs and where the next one goes on. Times are those of queueing in "in-progress" and of the
 * end elsewhere; "start-order" of what has ended is newest first.
 */
export function jobOrder(tx: TransactionSql, { tab, sort }: { tab: JobTab; sort: JobSort }) {
  const { keys, direction } = orderOf(tab, sort);
  const isUp = direction === "asc";
  return {
    /** For `order by`. */
    by: list(tx, [...keys.map((key) => keyColumn(tx, key)), tx`f.id`], isUp ? tx` asc` : tx` desc`),
    /** One jsonb array: a row's place, as its cursor holds it. */
    place: tx`jsonb_build_array(${list(
      tx,
      keys.map((key) => placeColumn(tx, key)),
      tx``,
    )}, f.id)`,
    /** Rows after the cursor; everything without one. @throws InvalidInputError */
    after(cursor: string | null) {
      if (cursor === null) return tx``;
      const { values, id } = decodeCursor(cursor, { tab, sort, keys });
      const columns = list(tx, [...keys.map((key) => keyColumn(tx, key)), tx`f.id`], tx``);
      const wanted = list(tx, [...keys.map((key, at) => keyValue(tx, key, values[at])), tx`${id}::uuid`], tx``);
      return isUp ? tx`and (${columns}) > (${wanted})` : tx`and (${columns}) < (${wanted})`;
    },
    cursor: (place: readonly (string | number)[]) =>
      Buffer.from(JSON.stringify([tab, sort, ...place])).toString("base64url"),
  };
}

function orderOf(tab: JobTab, sort: JobSort): Order {
  const isOpen = tab === "in-progress";
  const time = isOpen ? "queued" : "ended";
  switch (sort) {
    case "start-order":
      return isOpen ? { keys: ["rank", "queued"], direction: "asc" } : { keys: ["ended"], direction: "desc" };
    case "newest":
      return { keys: [time], direction: "desc" };
    case "oldest":
      return { keys: [time], direction: "asc" };
    case "name":
      return { keys: ["name"], direction: "asc" };
    case "size":
      return { keys: ["size"], direction: "desc" };
    case "wait":
      return isOpen ? { keys: ["isUnderWay", "queued"], direction: "asc" } : { keys: ["waited"], direction: "desc" };
  }
}

function keyColumn(tx: TransactionSql, key: KeyName) {
  switch (key) {
    case "rank":
      return tx`(case when f.job_state <> 'waiting' then 0 when f.lane = 'high' then 1 when f.lane = 'medium' then 2 else 3 end)`;
    case "isUnderWay":
      return tx`(f.job_state <> 'waiting')::integer`;
    case "queued":
      return tx`f.queued_at`;
    case "ended":
      return tx`coalesce(f.finished_at, f.queued_at)`;
    case "name":
      return tx`lower(f.name)`;
    case "size":
      return tx`f.size_bytes`;
    case "waited":
      return tx`coalesce((extract(epoch from f.started_at - f.queued_at) * 1000)::bigint, -1)`;
  }
}

function placeColumn(tx: TransactionSql, key: KeyName) {
  const column = keyColumn(tx, key);
  return KINDS[key] === "time" ? tx`(extract(epoch from ${column}) * 1000000)::bigint` : column;
}

function keyValue(tx: TransactionSql, key: KeyName, value: string | number | undefined) {
  if (KINDS[key] === "text") return tx`${storableText(String(value))}::text`;
  const number = Number(value);
  if (KINDS[key] === "number") return tx`${number}::bigint`;
  // In two parts: as one double the microseconds of today would be rounded.
  return tx`to_timestamp(${Math.floor(number / 1_000_000)}::float8) + ${number % 1_000_000}::int * interval '1 microsecond'`;
}

function list(tx: TransactionSql, parts: ReturnType<typeof keyColumn>[], suffix: ReturnType<typeof keyColumn>) {
  const [first, ...rest] = parts;
  if (first === undefined) return tx``;
  return rest.reduce((all, part) => tx`${all}, ${part}${suffix}`, tx`${first}${suffix}`);
}

function decodeCursor(
  cursor: string,
  { tab, sort, keys }: { tab: JobTab; sort: JobSort; keys: readonly KeyName[] },
): { values: (string | number)[]; id: string } {
  const values = keys.map((key) => PLACES[KINDS[key]]);
  const schema = z.tuple([z.literal(tab), z.literal(sort), z.array(z.unknown())]);
  const [cursorTab, cursorSort, ...place] = parse(cursor);
  const parsed = schema.safeParse([cursorTab, cursorSort, place]);
  const id = z.guid().safeParse(place.at(-1));
  const isWhole = place.length === keys.length + 1 && values.every((value, at) => value.safeParse(place[at]).success);
  if (!parsed.success || !id.success || !isWhole) {
    throw new InvalidInputError("`cursor` must be the `nextCursor` of the page before, with the same tab and sort.");
  }
  return { values: place.slice(0, -1) as (string | number)[], id: id.data };
}

function parse(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
