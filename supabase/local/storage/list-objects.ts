import type postgres from "postgres";
import { z } from "zod";
import { asCaller } from "../as-caller.ts";
import type { Caller } from "../caller.ts";

const SORT_COLUMNS = ["name", "updated_at", "created_at", "last_accessed_at"] as const;

export const listSchema = z.object({
  prefix: z.string().default(""),
  limit: z.int().min(1).max(1000).default(100),
  offset: z.int().min(0).default(0),
  search: z.string().default(""),
  sortBy: z
    .object({ column: z.enum(SORT_COLUMNS).default("name"), order: z.enum(["asc", "desc"]).default("asc") })
    .default({ column: "name", order: "asc" }),
});

/** What lies directly in a folder, as the caller may see it; folders come with a null id. */
export function listObjects(
  sql: postgres.Sql,
  caller: Caller,
  { bucket, list }: { bucket: string; list: z.infer<typeof listSchema> },
): Promise<readonly unknown[]> {
  const folder = list.prefix === "" || list.prefix.endsWith("/") ? list.prefix : `${list.prefix}/`;
  return asCaller(sql, caller, (tx) => {
    const direction = list.sortBy.order === "desc" ? tx`desc` : tx`asc`;
    return tx`
      with found as (
        select o.*, split_part(substr(name, char_length(${folder}) + 1), '/', 1) as entry,
          strpos(substr(name, char_length(${folder}) + 1), '/') > 0 as is_folder
        from storage.objects o
        where bucket_id = ${bucket} and starts_with(name, ${folder + list.search})
      )
      select entry as name, (array_agg(id) filter (where not is_folder))[1] as id, max(updated_at) as updated_at,
        min(created_at) as created_at, max(last_accessed_at) as last_accessed_at,
        (array_agg(metadata) filter (where not is_folder))[1] as metadata
      from found group by entry, is_folder
      order by is_folder desc, ${tx(list.sortBy.column)} ${direction}
      limit ${list.limit} offset ${list.offset}`;
  });
}

export const listV2Schema = z.object({
  prefix: z.string().default(""),
  limit: z.int().min(1).max(1000).default(1000),
  cursor: z.string().optional(),
});

/** Every object below a prefix in the order of keys, page by page; `nextCursor` leads on. */
export async function listObjectsV2(
  sql: postgres.Sql,
  caller: Caller,
  { bucket, list }: { bucket: string; list: z.infer<typeof listV2Schema> },
): Promise<{ hasNext: boolean; nextCursor?: string; folders: []; objects: unknown[] }> {
  const after = list.cursor === undefined ? "" : Buffer.from(list.cursor, "base64url").toString("utf8");
  const rows = await asCaller(
    sql,
    caller,
    (tx) => tx<{ name: string }[]>`
      select id, name, name as key, updated_at, created_at, metadata from storage.objects
      where bucket_id = ${bucket} and starts_with(name, ${list.prefix}) and name > ${after}
      order by name limit ${list.limit + 1}`,
  );
  const objects = rows.slice(0, list.limit);
  const last = objects.at(-1);
  if (rows.length <= list.limit || !last) return { hasNext: false, folders: [], objects };
  return { hasNext: true, nextCursor: Buffer.from(last.name).toString("base64url"), folders: [], objects };
}
