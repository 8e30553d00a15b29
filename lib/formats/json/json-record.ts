import type { ParsedRecord, RecordParser } from "#lib/formats/format.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import type { RecordFields } from "#lib/model/log-record.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import {
  type HttpParts,
  isEmpty,
  isObject,
  isText,
  keepConstant,
  newHttpParts,
  readRequest,
  readResponse,
  setOwn,
} from "./json-http.ts";
import { jsonLevel } from "./json-level.ts";
import { jsonTime } from "./json-time.ts";
import { contentOf, parseExactly, parseJson, TOO_DEEP } from "./parse-json.ts";
import { SharedAttributes } from "./shared-attributes.ts";

/** Longest JSON text used as the body of a record that has no message. */
const MAX_BODY_CHARACTERS = 500;
/**
 * The parser of pino and Bunyan records. Fields that people filter by get their column; everything else goes into the
 * attributes under its own name.
 */
export function createJsonParser(): RecordParser {
  const shared = new SharedAttributes();
  return {
    parse({ text }) {
      const value = parseJson(text);
      if (typeof value === "string") return { kind: "reject", reason: value };
      const record = readRecord(value, text, shared);
      const content = record.attributes === undefined ? "usual" : contentOf(record.attributes);
      if (content === "too deep") return { kind: "reject", reason: TOO_DEEP };
      return content === "usual" ? record : readRecord(parseExactly(text), text, shared);
    },
    state: () => null,
  };
}

/** What is decided only when all keys were seen. */
interface Seen {
  level?: Json;
  time?: Json;
  timestamp?: Json;
  message?: Json;
  msg?: Json;
  name?: Json;
  http: HttpParts;
  rest: JsonObject;
}

function readRecord(object: JsonObject, text: string, shared: SharedAttributes): ParsedRecord {
  const record = newRecord();
  const seen: Seen = { http: newHttpParts(record), rest: {} };
  for (const key in object) readKey(key, object[key] as Json, seen);
  const { http } = seen;
  readName(seen);
  const time = readTime(seen);
  record.timeUs = time?.timeUs ?? null;
  record.isLocalTime = time?.isLocal;
  if (time === null) record.timeText = textOf(seen.timestamp ?? seen.time);
  const level = jsonLevel(seen.level);
  const isServerError = (record.httpStatusCode ?? 0) >= 500;
  record.severityNumber = isServerError ? Math.max(level.severityNumber, SEVERITY.error) : level.severityNumber;
  record.severityText = level.severityText;
  record.body = readBody(seen, text);
  if (seen.rest.err !== undefined) readError(seen.rest, "err");
  else if (seen.rest.error !== undefined) readError(seen.rest, "error");
  record.attributes = joined(http.own, seen.rest);
  record.sharedAttributes = shared.of(http);
  return record;
}

/** All fields from the start: objects of one shape are the fastest. */
function newRecord(): ParsedRecord {
  return {
    kind: "record",
    timeUs: null,
    isLocalTime: undefined,
    timeText: undefined,
    severityNumber: SEVERITY.unspecified,
    severityText: undefined,
    body: "",
    httpMethod: undefined,
    url: undefined,
    httpStatusCode: undefined,
    clientAddress: undefined,
    remoteAddress: undefined,
    remotePort: undefined,
    hostName: undefined,
    processId: undefined,
    logger: undefined,
    userId: undefined,
    requestId: undefined,
    processingTimeMs: undefined,
    isCacheHit: undefined,
    documentCount: undefined,
    lastUpdatedUs: undefined,
    attributes: undefined,
    sharedAttributes: undefined,
  };
}

function readKey(key: string, value: Json, seen: Seen): void {
  if (
    key === "level" ||
    key === "time" ||
    key === "timestamp" ||
    key === "message" ||
    key === "msg" ||
    key === "name"
  ) {
    seen[key] = value;
  } else if (key === "req" && isObject(value)) {
    readRequest(value, seen.http);
  } else if (key === "res" && isObject(value)) {
    readResponse(value, seen.http);
  } else if (key === "v" && typeof value === "number") {
    keepConstant(key, value, seen.http, `v${value}`);
  } else if (!readField(key, value, seen.http.fields)) {
    setOwn(seen.rest, key, value);
  }
}

/** Sets the field that has a column for this key; false when there is none or the value is not of its kind. */
function readField(key: string, value: Json, fields: RecordFields): boolean {
  if (key === "context" && typeof value === "string") fields.logger = value;
  else if (key === "hostname" && typeof value === "string") fields.hostName = value;
  else if (key === "pid" && isCount(value)) fields.processId = value;
  else if (key === "processingTimeMs" && typeof value === "number") fields.processingTimeMs = value;
  else if (key === "responseTime" && typeof value === "number") {
    if (fields.processingTimeMs !== undefined) return false;
    fields.processingTimeMs = value;
  } else if (key === "authUserId" && isText(value)) fields.userId = String(value);
  else if (key === "reqId" && isText(value)) {
    if (fields.requestId !== undefined) return false;
    fields.requestId = String(value);
  } else if (key === "cacheHit" && typeof value === "boolean") fields.isCacheHit = value;
  else if (key === "documentCount" && isCount(value)) fields.documentCount = value;
  else if (key === "lastUpdated") return readLastUpdated(value, fields);
  else return false;
  return true;
}

function readLastUpdated(value: Json, fields: RecordFields): boolean {
  const time = jsonTime(value);
  if (time === null || time.isLocal) return false;
  fields.lastUpdatedUs = time.timeUs;
  return true;
}

function isCount(value: Json): value is number {
  return typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 31;
}

/** `context` names the logger; else `name` does, as in Bunyan and pino. */
function readName({ name, http, rest }: Seen): void {
  if (name === undefined) return;
  if (http.fields.logger === undefined && typeof name === "string") http.fields.logger = name;
  else rest.name = name;
}

/** `timestamp` wins over `time`; a `time` that says something else is kept. */
function readTime({ timestamp, time, rest }: Seen) {
  const stamped = timestamp === undefined ? null : jsonTime(timestamp);
  const timed = time === undefined ? null : jsonTime(time);
  if (stamped === null && timestamp !== undefined) rest.timestamp = timestamp;
  if (time !== undefined && timed?.timeUs !== (stamped ?? timed)?.timeUs) rest.time = time;
  return stamped ?? timed;
}

/** An error as pino's and Bunyan's serialisers write it gets OpenTelemetry's names; what else it says stays where it is. */
function readError(rest: JsonObject, key: "err" | "error"): void {
  const error = rest[key];
  if (!isObject(error) || typeof error.stack !== "string") return;
  const { stack, type, name, message, ...others } = error;
  delete rest[key];
  if (!isEmpty(others)) rest[key] = others;
  const kind = typeof type === "string" ? type : name;
  if (typeof kind === "string") rest["exception.type"] = kind;
  if (typeof message === "string") rest["exception.message"] = message;
  rest["exception.stacktrace"] = stack;
}

function textOf(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : typeof value === "string" ? value : JSON.stringify(value);
}

function readBody(seen: Seen, text: string): string {
  const { msg, message, rest, http } = seen;
  if (typeof message === "string") {
    if (msg !== undefined) rest.msg = msg;
    return message;
  }
  if (message !== undefined) rest.message = message;
  if (typeof msg === "string") return msg;
  if (msg !== undefined) rest.msg = msg;
  const { httpMethod, url, httpStatusCode } = http.fields;
  if (httpMethod !== undefined) return [httpMethod, url, httpStatusCode].filter((part) => part !== undefined).join(" ");
  const error = isObject(rest.err) ? rest.err.message : undefined;
  return typeof error === "string" ? error : text.slice(0, MAX_BODY_CHARACTERS);
}

function joined(own: JsonObject, rest: JsonObject): JsonObject | undefined {
  // The record may have a key of its own that a part of its request is kept under.
  for (const key in own) setOwn(rest, Object.hasOwn(rest, key) ? `req.${key}` : key, own[key] as Json);
  for (const _ in rest) return rest;
  return undefined;
}
