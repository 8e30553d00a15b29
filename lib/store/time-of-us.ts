import type { Queryable } from "./sql.ts";
import { storableTimeUs } from "./storable-number.ts";

/** A timestamptz from microseconds since 1970, exact; null stays null, as does a time Postgres can't hold. */
export function timeOfUs(sql: Queryable, timeUs: number | null) {
  return sql`(timestamptz 'epoch' + interval '1 microsecond' * ${storableTimeUs(timeUs)}::float8)`;
}
