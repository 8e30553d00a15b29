import { isDeepStrictEqual } from "node:util";
import { zstdDecompressSync } from "node:zlib";
import type { JsonObject } from "#lib/model/json.ts";
import type { FileRecord, LogRecord } from "#lib/model/log-record.ts";
import { ownAttributes } from "#lib/store/entry-batch.ts";
import type { Sql } from "#lib/store/sql.ts";
import { storableTimeUs } from "#lib/store/storable-number.ts";
import { storableText } from "#lib/store/storable-text.ts";
import { contentOf, type ExpectedFile, type OriginalRow } from "./expected-file.ts";
import type { ChaosFile } from "./make-file.ts";

/** How what is stored of a file differs from what was expected. */
export interface FileDifference {
  found: number;
  lost: number;
  duplicated: number;
  /** Rows with other content than expected, and chunks with other bytes. */
  wrong: number;
  /** The first few, in words. */
  notes: string[];
}

interface StoredRow {
  recordNumber: number;
  byteOffset: number;
  byteLength: number;
  timeUs: number | null;
  rejectReason: string | null;
  body: string;
  fields: (string | number | boolean | null)[];
  attributes: JsonObject | null;
  sharedAttributes: JsonObject | null;
}

const MAX_NOTES = 5;
const ROWS_A_READ = 5_000;

/** Compares every row and every chunk of a file with what a reading in one go gives. */
export async function compareFile(
  sql: Sql,
  { file, row, expected }: { file: ChaosFile; row: OriginalRow; expected: ExpectedFile },
): Promise<FileDifference> {
  const difference: FileDifference = { found: 0, lost: 0, duplicated: 0, wrong: 0, notes: [] };
  const note = (kind: "lost" | "duplicated" | "wrong", text: string) => {
    difference[kind] += 1;
    if (difference.notes.length < MAX_NOTES) difference.notes.push(text);
  };
  let next = 0;
  for await (const rows of storedRows(sql, row.no)) {
    for (const stored of rows) {
      difference.found += 1;
      const number = stored.recordNumber;
      if (number <= next || number > expected.records.length) {
        note("duplicated", `record ${number} is stored once too often`);
        continue;
      }
      for (next += 1; next < number; next++) note("lost", `record ${next} is missing`);
      const wanted = expected.records[number - 1];
      const problem = wanted === undefined ? "is not expected" : rowProblem(stored, wanted);
      if (problem !== null) note("wrong", `record ${number} ${problem}`);
    }
  }
  for (next += 1; next <= expected.records.length; next++) note("lost", `record ${next} is missing`);
  const chunkProblem = await compareChunks(sql, { file, row, expected });
  if (chunkProblem !== null) note("wrong", chunkProblem);
  return difference;
}

function storedRows(sql: Sql, fileNo: number): AsyncIterable<StoredRow[]> {
  return sql<StoredRow[]>`
    select e.record_no as "recordNumber", e.byte_offset::float8 as "byteOffset", e.byte_length as "byteLength",
      (extract(epoch from e.time) * 1000000)::float8 as "timeUs", e.reject_reason as "rejectReason", e.body,
      json_build_array(e.severity_number, e.severity_text, e.http_method, e.url, e.http_status_code, e.client_address,
        e.remote_address, e.remote_port, e.host_name, e.process_id, e.logger, e.user_id, e.request_id,
        e.processing_time_ms, e.is_cache_hit) as fields,
      e.attributes, s.attributes as "sharedAttributes"
    from logs.log_entries e left join logs.attribute_sets s on s.id = e.attribute_set_id
    where e.file_no = ${fileNo} order by e.record_no`.cursor(ROWS_A_READ);
}

function rowProblem(stored: StoredRow, wanted: FileRecord): string | null {
  if (stored.byteOffset !== wanted.byteOffset) return `starts at byte ${stored.byteOffset}, not ${wanted.byteOffset}`;
  if (stored.byteLength !== wanted.byteLength) return `has ${stored.byteLength} bytes, not ${wanted.byteLength}`;
  const isReject = stored.rejectReason !== null;
  if (isReject !== (wanted.kind === "reject")) return `is stored as a ${isReject ? "reject" : "record"}`;
  if (stored.body !== storableText(wanted.body)) return "has another text";
  if (wanted.kind === "reject")
    return stored.rejectReason === storableText(wanted.reason) ? null : "has another reason";
  if (stored.timeUs !== storableTimeUs(wanted.timestampUs)) return `has the time ${stored.timeUs}`;
  if (!isDeepStrictEqual(stored.fields, fieldsOf(wanted))) return `has other fields: ${JSON.stringify(stored.fields)}`;
  return isDeepStrictEqual(attributesOf(stored), merged(wanted)) ? null : "has other attributes";
}

function fieldsOf(record: LogRecord): StoredRow["fields"] {
  const { severityNumber, severityText, httpMethod, url, httpStatusCode, clientAddress, remoteAddress } = record;
  const { remotePort, hostName, processId, logger, userId, requestId, processingTimeMs, isCacheHit } = record;
  const seen = [
    severityNumber,
    severityText,
    httpMethod,
    url,
    httpStatusCode,
    clientAddress,
    remoteAddress,
    remotePort,
  ];
  return [...seen, hostName, processId, logger, userId, requestId, processingTimeMs, isCacheHit].map((value) =>
    typeof value === "string" ? storableText(value) : (value ?? null),
  );
}

/** Both ways to store attributes, brought together as the store brings them together. */
function merged(record: Pick<LogRecord, "attributes" | "sharedAttributes">): JsonObject {
  const whole: LogRecord = { ...NOTHING, ...record };
  return JSON.parse(ownAttributes(whole, 0) ?? "{}") as JsonObject;
}

function attributesOf({ attributes, sharedAttributes }: StoredRow): JsonObject {
  return merged({
    ...(attributes === null ? {} : { attributes }),
    ...(sharedAttributes === null ? {} : { sharedAttributes }),
  });
}

const NOTHING: LogRecord = {
  kind: "record",
  recordNumber: 0,
  byteOffset: 0,
  byteLength: 0,
  timestampUs: null,
  severityNumber: 0,
  body: "",
};

async function compareChunks(
  sql: Sql,
  { file, row, expected }: { file: ChaosFile; row: OriginalRow; expected: ExpectedFile },
): Promise<string | null> {
  const chunks = await sql<{ byteOffset: number; byteLength: number; bytes: Uint8Array }[]>`
    select byte_offset::float8 as "byteOffset", byte_length as "byteLength", bytes
    from logs.log_chunks where file_no = ${row.no} order by chunk_no`;
  const content = await contentOf(file);
  if (content !== null && content.length !== expected.contentBytes) return "its records do not cover its content";
  let position = 0;
  for (const [number, chunk] of chunks.entries()) {
    const unpacked = zstdDecompressSync(chunk.bytes);
    const isAtPlace = chunk.byteOffset === position && chunk.byteLength === unpacked.length;
    const isExact = content === null || unpacked.equals(content.subarray(position, position + unpacked.length));
    if (!isAtPlace || !isExact) return `chunk ${number} holds other bytes than the file`;
    position += unpacked.length;
  }
  return position === expected.contentBytes ? null : `its chunks hold ${position} of ${expected.contentBytes} bytes`;
}
