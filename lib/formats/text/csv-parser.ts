import { civilTimeUs } from "#lib/formats/civil-time.ts";
import type { FormatSettings, ParsedPiece, ParsedRecord, RawPiece, RecordParser } from "#lib/formats/format.ts";
import { httpSeverity } from "#lib/formats/http-severity.ts";
import { setOwn } from "#lib/formats/json/json-http.ts";
import { presentAttributes } from "#lib/formats/present-attributes.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import type { CsvRole } from "./csv-columns.ts";
import { csvFields, firstCsvRows } from "./csv-rows.ts";
import { type CsvSeverity, csvSeverity } from "./csv-severity.ts";
import type { CsvSettings } from "./csv-survey.ts";
import { csvTime } from "./csv-time.ts";
import { symantecTime } from "./symantec-columns.ts";

/** Reads rows by what the survey found of their columns. A row says all of itself, so there is no state. */
export function createCsvParser(settings: FormatSettings): RecordParser {
  const table = settings as CsvSettings;
  return { parse: (piece) => parse(piece, table), state: () => null };
}

function parse(piece: RawPiece, table: CsvSettings): ParsedPiece {
  const row = piece.byteOffset === 0 ? withoutHeading(piece.text, table) : piece.text;
  if (row === "") return { kind: "record", timeUs: null, severityNumber: SEVERITY.info, body: piece.text };
  const { columns } = table;
  const fields = withWholeMessage(csvFields(row, table.delimiter), table);
  if (fields.length === 1 && columns.length > 1) {
    return { kind: "reject", reason: `A line without columns; the table has ${columns.length}.` };
  }
  return record(fields, row, table);
}

/** A message in the last column may hold delimiters although it is not quoted. */
function withWholeMessage(fields: string[], { columns, roles, delimiter }: CsvSettings): string[] {
  const last = columns.length - 1;
  if (fields.length <= columns.length || roles[last] !== "message") return fields;
  return [...fields.slice(0, last), fields.slice(last).join(delimiter)];
}

/** The heading stands in the piece of the first row. */
function withoutHeading(text: string, { leadRows, delimiter }: CsvSettings): string {
  if (leadRows === 0) return text;
  let at = 0;
  for (const row of firstCsvRows(text, delimiter, leadRows)) at = text.indexOf(row, at) + row.length;
  return text.slice(at).replace(/^[\r\n]+/, "");
}

function record(fields: readonly string[], row: string, table: CsvSettings): ParsedRecord {
  const result: ParsedRecord = { kind: "record", timeUs: null, severityNumber: SEVERITY.unspecified, body: row };
  const attributes: JsonObject = {};
  let date = "";
  let clock = "";
  const count = Math.min(fields.length, table.columns.length);
  for (let index = 0; index < count; index++) {
    const value = fields[index]?.trim() ?? "";
    if (value === "" || (value === "-" && table.table === "iis")) continue;
    const role = table.roles[index] ?? "other";
    if (role === "dateTime" || role === "date") date = value;
    else if (role === "time") clock = value;
    else if (!place(role, value, result)) {
      setOwn(attributes, table.columns[index] || `column_${index + 1}`, value);
    }
  }
  // An access log as a table: the status is all that says how it went.
  if (result.severityNumber === SEVERITY.unspecified && result.httpStatusCode !== undefined) {
    result.severityNumber = httpSeverity(result.httpStatusCode);
  }
  setTime(result, `${date}${clock === "" ? "" : ` ${clock}`}`, table);
  // Older versions lack what newer ones added at the end of a known table.
  if (fields.length !== table.columns.length && (table.table === null || fields.length > count)) {
    attributes["csv.field_count"] = fields.length;
    attributes["csv.column_count"] = table.columns.length;
    if (fields.length > count) attributes["csv.further_fields"] = fields.slice(count).join(table.delimiter);
  }
  result.attributes = presentAttributes(attributes);
  return result;
}

function setTime(result: ParsedRecord, text: string, { dayOrder, isUtc, table }: CsvSettings): void {
  if (text === "") return;
  const parts = table === "symantec" ? symantecTime(text) : null;
  const timeUs = parts === null ? null : civilTimeUs(parts);
  const time = parts === null ? csvTime(text, dayOrder) : timeUs === null ? null : { timeUs, isLocal: true };
  result.timeUs = time?.timeUs ?? null;
  result.isLocalTime = time?.isLocal === true && !isUtc;
  if (time === null) result.timeText = text;
}

/** Puts a value into the field of its role; false when it does not fit there and stays an attribute. */
function place(role: CsvRole, value: string, result: ParsedRecord): boolean {
  switch (role) {
    case "severity":
      return setSeverity(result, csvSeverity(value));
    case "message":
      result.body = value;
      return true;
    case "host":
      result.hostName = value;
      return true;
    case "user":
      result.userId = value;
      return true;
    case "logger":
      result.logger = value;
      return true;
    case "url":
      result.url = value;
      return true;
    case "method":
      result.httpMethod = value;
      return true;
    case "address":
      result.remoteAddress = value;
      return true;
    case "request":
      result.requestId = value;
      return true;
    case "process":
    case "port":
    case "status":
    case "durationMs":
      return placeNumber(role, value, result);
    case "dateTime":
    case "date":
    case "time":
    case "other":
      return false;
  }
}

function setSeverity(result: ParsedRecord, severity: CsvSeverity | null): boolean {
  if (severity === null) return false;
  result.severityNumber = severity.number;
  if (severity.text !== undefined) result.severityText = severity.text;
  return true;
}

function placeNumber(role: "process" | "port" | "status" | "durationMs", value: string, result: ParsedRecord): boolean {
  if (!/^\d{1,12}(?:\.\d{1,6})?$/.test(value)) return false;
  const number = Number(value);
  if (role === "durationMs") result.processingTimeMs = number;
  else if (!Number.isInteger(number)) return false;
  else if (role === "process") result.processId = number;
  else if (role === "port" && number <= 65_535) result.remotePort = number;
  else if (role === "status" && number >= 100 && number <= 599) result.httpStatusCode = number;
  else return false;
  return true;
}
