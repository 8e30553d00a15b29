import { z } from "zod";
import { NotFoundError } from "#lib/errors.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

/** What reading the rows of a file needs to know about it. */
export interface FileRef {
  id: string;
  /** Stands for the file in the tables of schema `logs`. */
  no: number;
  organizationNo: number;
  format: string | null;
  encoding: string | null;
  /** No row of the file was stored before this day (YYYY-MM-DD): lets Postgres skip older partitions. */
  storedSince: string;
}

/** @throws NotFoundError when there is no such file or it belongs to a team the caller is not in: the two look the same. */
export async function findFileRef(tx: TransactionSql, fileId: string): Promise<FileRef> {
  // Anything but a UUID can't be a file; asking Postgres would be an error of its own.
  const rows = z.guid().safeParse(fileId).success
    ? await tx<FileRef[]>`
        select f.id, f.no, g.no as "organizationNo", f.format, f.encoding,
          (f.created_at at time zone 'utc')::date::text as "storedSince"
        from public.log_files f join public.organizations g on g.id = f.organization_id
        where f.id = ${fileId}`
    : [];
  const [file] = rows;
  if (!file) throw fileNotFound(fileId);
  // A day earlier: the day of a row is the server's, which may lie west of UTC.
  const since = new Date(`${file.storedSince}T00:00:00Z`);
  since.setUTCDate(since.getUTCDate() - 1);
  return { ...file, storedSince: since.toISOString().slice(0, 10) };
}

export function fileNotFound(fileId: string): NotFoundError {
  return new NotFoundError("There is no such file, or it belongs to another team.", { details: { fileId } });
}
