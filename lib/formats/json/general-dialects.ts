import type { ParsedRecord } from "#lib/formats/format.ts";
import { plainSeverity } from "#lib/formats/text/plain-severity.ts";
import { readRequestLine } from "#lib/formats/web/request-line.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";
import { isObject } from "./json-http.ts";
import { renderTemplate } from "./message-template.ts";

/** What some loggers mean that no table of keys can say: told by keys that only they write. */
export function readDialect(record: ParsedRecord, object: JsonObject): void {
  if (object["@t"] !== undefined) readCompact(record, object);
  else if (object.MessageTemplate !== undefined) readTemplate(record, object.MessageTemplate, object.Properties);
  if (typeof object.s === "string" && object.t !== undefined) readMongo(record, object);
  if (typeof object.request === "string" && record.httpMethod === undefined) readRequestText(record, object.request);
  if (object.levelname !== undefined && record.logger === undefined) takeLogger(record, "name");
  if (Array.isArray(object.sourceIPs) && typeof object.sourceIPs[0] === "string")
    record.clientAddress ??= object.sourceIPs[0];
  if (record.processingTimeMs === undefined) readDuration(record, object);
  if (record.severityNumber === SEVERITY.unspecified) readLevelOfLine(record, object);
}

/** A platform that keeps lines of others (CloudWatch, Splunk, Loki, Google Cloud) leaves the level within the line. */
function readLevelOfLine(record: ParsedRecord, { message, _raw, textPayload, line }: JsonObject): void {
  const text = message ?? _raw ?? textPayload ?? line;
  if (typeof text !== "string" || record.httpStatusCode !== undefined) return;
  const level = plainSeverity(text);
  // What words of a message suggest is no level.
  if (level === null || level.isKeyword) return;
  record.severityNumber = level.severityNumber;
  if (!(level.text.toLowerCase() in SEVERITY)) record.severityText = level.text;
}

/** Serilog's compact format leaves out the level Information, and the message unless it is asked for it. */
function readCompact(record: ParsedRecord, object: JsonObject): void {
  if (record.severityNumber === SEVERITY.unspecified && object["@l"] === undefined)
    record.severityNumber = SEVERITY.info;
  readTemplate(record, object["@mt"], object);
}

/** Where the body is the template, it gets its values, and the template stays an attribute. */
function readTemplate(record: ParsedRecord, template: Json | undefined, values: Json | undefined): void {
  if (typeof template !== "string" || !template.includes("{") || record.body !== template.trimEnd()) return;
  if (!isObject(values)) return;
  record.body = renderTemplate(template, values).trimEnd();
  record.attributes = { ...record.attributes, [values["@mt"] === template ? "@mt" : "MessageTemplate"]: template };
}

const MONGO_LEVELS: Readonly<Record<string, SeverityNumber>> = {
  F: SEVERITY.fatal,
  E: SEVERITY.error,
  W: SEVERITY.warn,
  I: SEVERITY.info,
  D: SEVERITY.debug,
};

/** MongoDB from 4.4 on: `s` is the severity (D1 to D5 for debugging), `c` the component (MongoDB manual, "Log Messages"). */
function readMongo(record: ParsedRecord, { s: severity, c: component }: JsonObject): void {
  if (typeof severity !== "string" || !/^(?:[FEWI]|D[1-5]?)$/.test(severity) || typeof component !== "string") return;
  record.severityNumber = MONGO_LEVELS[severity.charAt(0)] ?? SEVERITY.unspecified;
  record.logger ??= component;
  dropAttributes(record, ["s", "c"]);
}

/** nginx: `"request": "GET /orders HTTP/1.1"`. */
function readRequestText(record: ParsedRecord, text: string): void {
  const request = readRequestLine(text);
  if (request === null) return;
  record.httpMethod = request.method;
  record.url ??= request.url;
  if (record.body === text && record.httpStatusCode !== undefined)
    record.body = `${request.method} ${request.url} ${record.httpStatusCode}`;
  dropAttributes(record, ["request"]);
}

/** Python's LogRecord calls its logger so; elsewhere the key may mean anything. */
function takeLogger(record: ParsedRecord, key: string): void {
  const name = record.attributes?.[key];
  if (typeof name !== "string") return;
  record.logger = name;
  dropAttributes(record, [key]);
}

/** Caddy counts seconds, Traefik nanoseconds, Envoy milliseconds. */
function readDuration(record: ParsedRecord, object: JsonObject): void {
  const { duration, Duration: nanoseconds } = object;
  if (typeof duration === "number" && record.logger?.startsWith("http.log.access") === true) {
    record.processingTimeMs = duration * 1000;
    dropAttributes(record, ["duration"]);
  } else if (typeof duration === "number" && object.response_code !== undefined) {
    record.processingTimeMs = duration;
    dropAttributes(record, ["duration"]);
  } else if (typeof nanoseconds === "number" && object.DownstreamStatus !== undefined) {
    record.processingTimeMs = nanoseconds / 1e6;
    dropAttributes(record, ["Duration"]);
  }
}

function dropAttributes(record: ParsedRecord, keys: readonly string[]): void {
  const { attributes } = record;
  if (attributes === undefined) return;
  for (const key of keys) delete attributes[key];
  for (const _ in attributes) return;
  record.attributes = undefined;
}
