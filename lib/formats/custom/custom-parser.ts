import type { FormatSettings, ParsedPiece, ParsedRecord, RecordParser } from "#lib/formats/format.ts";
import type { FormatDefinition } from "#lib/model/format-definition.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber, severityLevel } from "#lib/model/severity.ts";
import { type FieldPattern, MAX_MATCHED_CHARACTERS, type PatternField } from "./field-pattern.ts";
import { levelOf } from "./level-of.ts";
import { type TimeReader, timeLayout } from "./time-layout.ts";

interface CustomParserInput {
  definition: FormatDefinition;
  pattern: FieldPattern;
  settings: FormatSettings;
}

interface Meaning {
  readTime: TimeReader;
  readLevel(text: string): SeverityNumber;
}

/** Every record stands on its own: the pattern reads its first line, what follows goes with the message. */
export function customParser({ definition, pattern, settings }: CustomParserInput): RecordParser {
  const receivedAtMs = typeof settings.receivedAtMs === "number" ? settings.receivedAtMs : 0;
  const meaning: Meaning = {
    readTime: timeLayout(definition.time?.layout ?? "iso", receivedAtMs).read,
    readLevel: levelOf(definition.levels),
  };
  return { parse: ({ text }) => parseText(text, { pattern, meaning, name: definition.name }), state: () => null };
}

function parseText(
  text: string,
  { pattern, meaning, name }: { pattern: FieldPattern; meaning: Meaning; name: string },
): ParsedPiece {
  const lineEnd = text.indexOf("\n");
  const line = (lineEnd === -1 ? text : text.slice(0, lineEnd)).replace(/\r$/, "");
  const rest = lineEnd === -1 ? "" : text.slice(lineEnd).trimEnd();
  if (line.length > MAX_MATCHED_CHARACTERS) {
    return {
      kind: "reject",
      reason: `The line is longer than the ${MAX_MATCHED_CHARACTERS} characters that patterns are tried on.`,
    };
  }
  const found = pattern.match(line);
  if (found === null) return { kind: "reject", reason: `The line does not fit the pattern of ${name}.` };
  const record: ParsedRecord = { kind: "record", timeUs: null, severityNumber: SEVERITY.unspecified, body: line };
  for (const field of pattern.fields) {
    const from = found[2 * field.group] ?? -1;
    const value = from < 0 ? "" : line.slice(from, found[2 * field.group + 1]);
    if (value !== "") setField(record, { field, value }, meaning);
  }
  if (rest !== "") record.body += rest;
  return record;
}

function setField(
  record: ParsedRecord,
  { field, value }: { field: PatternField; value: string },
  meaning: Meaning,
): void {
  switch (field.name) {
    case "time":
      setTime(record, meaning.readTime(value.trim()), value);
      return;
    case "level":
      record.severityNumber = meaning.readLevel(value);
      if (value.trim().toLowerCase() !== severityLevel(record.severityNumber)) record.severityText = value.trim();
      return;
    case "message":
      record.body = value;
      return;
    case "host":
      record.hostName = value;
      return;
    case "logger":
      record.logger = value;
      return;
    case "user":
      record.userId = value;
      return;
    case "request_id":
      record.requestId = value;
      return;
    case "method":
      record.httpMethod = value;
      return;
    case "url":
      record.url = value;
      return;
    case "client":
      record.clientAddress = value;
      return;
    case "pid":
    case "status":
    case "duration_ms":
      setNumber(record, { field, value });
      return;
    default:
      setAttribute(record, field.name === "thread" ? "thread.name" : field.name, typed(field, value));
  }
}

function setTime(record: ParsedRecord, time: ReturnType<TimeReader>, text: string): void {
  if (time === null) {
    record.timeText = text;
    return;
  }
  record.timeUs = time.timeUs;
  record.isLocalTime = time.isLocal;
}

const NUMBER_COLUMNS = { pid: "processId", status: "httpStatusCode", duration_ms: "processingTimeMs" } as const;

/** What is no number of the column's kind stays readable as an attribute. */
function setNumber(record: ParsedRecord, { field, value }: { field: PatternField; value: string }): void {
  const name = field.name as keyof typeof NUMBER_COLUMNS;
  const isRight = name === "duration_ms" ? /^\d{1,12}(?:\.\d{1,9})?$/.test(value) : /^\d{1,9}$/.test(value);
  if (isRight) record[NUMBER_COLUMNS[name]] = Number(value);
  else setAttribute(record, name, value);
}

function setAttribute(record: ParsedRecord, name: string, value: string | number): void {
  const attributes: JsonObject = record.attributes ?? {};
  attributes[name] = value;
  record.attributes = attributes;
}

function typed({ type }: PatternField, value: string): string | number {
  if (type === "text") return value;
  const number = Number(value);
  const isExact = type === "int" ? Number.isSafeInteger(number) : Number.isFinite(number);
  return isExact ? number : value;
}
