import { zstdDecompressSync } from "node:zlib";
import { AppError } from "#lib/errors.ts";
import { binaryPieceText } from "#lib/parse/binary-text.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { decodeText } from "./decode-text.ts";
import type { FileRef } from "./file-ref.ts";

/**
 * The exact bytes of one record as they stand in the (decompressed) file, and their text.
 * Reads one chunk as the caller, so that the policies decide.
 */
export async function readRawRecord(
  tx: TransactionSql,
  file: FileRef,
  record: { chunkNo: number; byteOffset: number; byteLength: number },
): Promise<{ bytes: Uint8Array; text: string }> {
  const [chunk] = await tx<{ byteOffset: number; byteLength: number; bytes: Uint8Array }[]>`
    select byte_offset as "byteOffset", byte_length as "byteLength", bytes
    from logs.log_chunks where file_no = ${file.no} and chunk_no = ${record.chunkNo}`;
  if (!chunk) throw missingBytes(file, record);
  const content = zstdDecompressSync(chunk.bytes, { maxOutputLength: chunk.byteLength + 1 });
  const start = record.byteOffset - chunk.byteOffset;
  const bytes = content.subarray(start, start + record.byteLength);
  if (start < 0 || bytes.length !== record.byteLength) throw missingBytes(file, record);
  return { bytes, text: recordText(file, { content, start, bytes }) };
}

/** Records of a binary format are decoded with what the whole chunk holds; damage of that shows as text in them. */
function recordText(file: FileRef, record: { content: Uint8Array; start: number; bytes: Uint8Array }): string {
  const binary =
    file.encoding === "binary" && file.format !== null
      ? binaryPieceText(file.format, record.content, record.start)
      : null;
  return binary ?? decodeText(record.bytes, file.encoding);
}

function missingBytes(file: FileRef, record: { byteOffset: number }): AppError {
  return new AppError(
    "internal",
    `The stored bytes of this record (from byte ${record.byteOffset}) are not complete. Its fields are safe; ingest the file again to restore them.`,
    { details: { fileId: file.id, byteOffset: record.byteOffset } },
  );
}
