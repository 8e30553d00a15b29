import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openReader } from "#lib/parse/open-reader.ts";
import { localFile } from "#lib/sources/local-file.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import { internAttributeSets } from "#lib/store/attribute-sets.ts";
import { encodeEntries } from "#lib/store/entries-copy.ts";
import type { Sql } from "#lib/store/sql.ts";
import { appendRawText } from "./append-raw-text.ts";

/** The records of a file as bare COPY streams in Postgres' binary form, ready to be sent. */
export interface RenderedRows {
  /** The finished rows of log_entries. */
  narrowPath: string;
  /** The same with the raw line as one more column. */
  widePath: string;
}

// Signature, flags and an empty extension lead a COPY stream; a column count of -1 ends it.
const HEADER_BYTES = 19;
const TRAILER_BYTES = 2;

export interface RenderInput {
  path: string;
  folder: string;
  file: { no: number; organizationNo: number };
  /** The lines of the file, in order. */
  lines: Iterable<string>;
}

export async function renderRows(sql: Sql, { path, folder, file, lines }: RenderInput): Promise<RenderedRows> {
  const narrowPath = join(folder, "narrow.copy");
  const widePath = join(folder, "wide.copy");
  const write = (wanted: string) => createWriteStream(wanted, { highWaterMark: 4 * 1024 * 1024 });
  await pipeline(Readable.from(narrowRows(sql, path, file), { objectMode: false }), write(narrowPath));
  await pipeline(
    Readable.from(narrowRows(sql, path, file), { objectMode: false }),
    appendRawText(lines),
    write(widePath),
  );
  return { narrowPath, widePath };
}

async function* narrowRows(sql: Sql, path: string, file: RenderInput["file"]): AsyncGenerator<Buffer> {
  const source = await localFile(path);
  const reader = await openReader({ source, fileName: path, receivedAtMs: 0, inflate: nodeInflate });
  let trailer: Buffer | null = null;
  for (let batch = await reader.next(), chunkNo = 0; batch !== null; batch = await reader.next(), chunkNo++) {
    const { records } = batch;
    const attributeSetIds = await internAttributeSets(sql, file.organizationNo, records);
    const { no: fileNo, organizationNo } = file;
    const rows = encodeEntries({ organizationNo, fileNo, chunkNo, records, attributeSetIds });
    yield rows.subarray(chunkNo === 0 ? 0 : HEADER_BYTES, rows.length - TRAILER_BYTES);
    trailer = rows.subarray(rows.length - TRAILER_BYTES);
  }
  await reader.close();
  if (trailer !== null) yield trailer;
}
