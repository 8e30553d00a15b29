import { createHash } from "node:crypto";
import type { JsonObject } from "#lib/model/json.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import { arrayLiteral } from "./array-literal.ts";
import type { Sql } from "./sql.ts";
import { storableJson } from "./storable-text.ts";

// Beyond this share of new sets among a batch's records, sets only move the bytes elsewhere and add an index.
const MAX_NEW_SHARE = 0.1;
const MAX_CACHED_SETS = 10_000;
const MAX_CACHED_ORGANIZATIONS = 64;

type Ids = Map<string, number>;
// Per pool, as ids of one database mean nothing in another; per organisation, so that no tenant sees another's ids.
const caches = new WeakMap<Sql, Map<number, Ids>>();

/**
 * Ids of the rows in logs.attribute_sets that hold the records' shared attributes, one a record; 0 = none or not worth
 * a row, so store them with the record. Runs outside the transaction of the batch on purpose: a set without
 * a record harms nobody, and two files that meet the same new set don't wait for each other's commit.
 */
export async function internAttributeSets(
  sql: Sql,
  organizationNo: number,
  records: readonly FileRecord[],
): Promise<Int32Array> {
  const ids = cachedIds(sql, organizationNo);
  const keys = sharedKeys(records);
  const missing = new Set<string>();
  for (const key of keys.values()) if (!ids.has(key)) missing.add(key);
  if (missing.size > 0 && isWorthSets(missing.size, records.length)) {
    await insertSets(sql, organizationNo, [...missing], ids);
  }
  const idOf = new Map<JsonObject | undefined, number>();
  for (const [shared, key] of keys) idOf.set(shared, ids.get(key) ?? 0);
  return Int32Array.from(records, (record) =>
    record.kind === "record" ? (idOf.get(record.sharedAttributes) ?? 0) : 0,
  );
}

function isWorthSets(newSets: number, records: number): boolean {
  return newSets <= 8 || newSets <= records * MAX_NEW_SHARE;
}

// Parsers hand out the same object for the same text where they can, so most records cost one look-up.
function sharedKeys(records: readonly FileRecord[]): Map<JsonObject, string> {
  const keys = new Map<JsonObject, string>();
  for (const record of records) {
    const shared = record.kind === "record" ? record.sharedAttributes : undefined;
    if (shared !== undefined && !keys.has(shared)) keys.set(shared, storableJson(shared));
  }
  return keys;
}

async function insertSets(sql: Sql, organizationNo: number, keys: string[], ids: Ids): Promise<void> {
  const byHash = new Map(keys.map((key) => [createHash("sha256").update(key).digest("hex"), key]));
  const rows = await sql<{ id: number; hash: string }[]>`
    with given as (
      select decode(g.hash, 'hex') as hash, g.attributes::jsonb as attributes
      from unnest(${arrayLiteral(byHash.keys())}::text::text[], ${arrayLiteral(byHash.values())}::text::text[])
        as g(hash, attributes)
    ), added as (
      insert into logs.attribute_sets (organization_no, hash, attributes)
      select ${organizationNo}::int4, hash, attributes from given order by hash
      on conflict (organization_no, hash) do nothing
      returning id, hash
    )
    select id, encode(hash, 'hex') as hash from added
    union all
    select s.id, encode(s.hash, 'hex') from logs.attribute_sets s join given g on g.hash = s.hash
    where s.organization_no = ${organizationNo}`;
  for (const { id, hash } of rows) {
    const key = byHash.get(hash);
    if (key !== undefined) ids.set(key, id);
  }
}

function cachedIds(sql: Sql, organizationNo: number): Ids {
  const organizations = caches.get(sql) ?? new Map<number, Ids>();
  caches.set(sql, organizations);
  let ids = organizations.get(organizationNo);
  if (ids === undefined || ids.size > MAX_CACHED_SETS) {
    ids = new Map();
    if (organizations.size >= MAX_CACHED_ORGANIZATIONS) organizations.clear();
    organizations.set(organizationNo, ids);
  }
  return ids;
}
