import type { AppError } from "#lib/errors.ts";
import type { JsonObject } from "#lib/model/json.ts";
import type { Sql } from "./sql.ts";
import { storableJson } from "./storable-text.ts";

/** Says on a file that is being read why it does not go on at the moment; the next batch that is stored takes it back. */
export async function noteTrouble(sql: Sql, file: { id: string; dispatch: number }, error: AppError): Promise<void> {
  const details = JSON.parse(JSON.stringify(error.details)) as JsonObject;
  const shown = storableJson({ code: error.code, message: error.message, details });
  await sql`
    update public.log_files set error = ${shown}::text::jsonb
    where id = ${file.id} and dispatch = ${file.dispatch} and status = 'processing'`;
}
