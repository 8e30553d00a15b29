import type { LogFormat, ParsedPiece, RecordParser } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { levelOfName } from "#lib/formats/level-names.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { completeJson } from "./complete-json.ts";
import { isObject, setOwn } from "./json-http.ts";
import { averageScore, jsonSample } from "./json-sample.ts";
import { contentOf, TOO_DEEP } from "./parse-json.ts";

/** What many records have in common: the resource and the scope they stand in. */
interface Context {
  resource: JsonObject;
  scope: JsonObject;
}

/**
 * OpenTelemetry logs as OTLP/JSON: documents of resourceLogs, scopeLogs and logRecords, each log record a record (OTLP
 * specification, "JSON Protobuf Encoding"; opentelemetry-proto logs.proto). The collector's file exporter writes one
 * document a line.
 */
export const otlpJson: LogFormat = {
  id: "otlp-json",
  title: FORMAT_TITLES["otlp-json"],
  version: 2,
  framing: { kind: "json", path: ["resourceLogs", "scopeLogs", "logRecords"] },
  detect(sample) {
    if (/^[\s\ufeff]*\{\s*"resourceLogs"\s*:\s*\[/.test(sample.head)) return 0.98;
    const { objects, share } = jsonSample(sample);
    return averageScore(objects, ({ resourceLogs }) => (Array.isArray(resourceLogs) ? 0.95 : 0)) * share ** 0.5;
  },
  survey: () => ({ hasRecordZone: true }),
  createParser: (_, state) => new OtlpParser(state),
  samples: [
    '{"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"orders"}}]},"scopeLogs":[{"scope":{"name":"cart"},"logRecords":[{"timeUnixNano":"1760000000250000000","severityNumber":17,"severityText":"ERROR","body":{"stringValue":"order 7 was not stored"}}]}]}]}',
  ],
};

class OtlpParser implements RecordParser {
  private context: Context;
  /** One object a context: what is equal is stored once. */
  private shared: JsonObject | undefined;

  constructor(state: Json | undefined) {
    this.context = isObject(state) ? (state as unknown as Context) : { resource: {}, scope: {} };
    this.shared = sharedOf(this.context);
  }

  parse({ text }: { text: string }): ParsedPiece {
    const object = completeJson(text);
    if (typeof object === "string") return { kind: "reject", reason: object };
    const found = this.recordIn(object);
    if (found === null) return { kind: "reject", reason: "No log record in this part of the document." };
    if (contentOf(found) === "too deep") return { kind: "reject", reason: TOO_DEEP };
    return readRecord(found, this.shared);
  }

  state(): Json {
    return { ...this.context } as unknown as Json;
  }

  /** The log record at the end of what was cut out, with the context that was opened on the way to it. */
  private recordIn(object: JsonObject): JsonObject | null {
    const resourceLogs = lastOf(object.resourceLogs) ?? object;
    const scopeLogs = lastOf(resourceLogs.scopeLogs) ?? resourceLogs;
    const record = lastOf(scopeLogs.logRecords);
    const isOpening = scopeLogs !== object || resourceLogs !== object || record !== null;
    if (!isOpening) return isLogRecord(object) ? object : null;
    const isNewResource = isObject(resourceLogs.resource) || resourceLogs !== scopeLogs;
    const resource = isNewResource ? attributesOf(resourceLogs.resource) : this.context.resource;
    this.context = { resource, scope: scopeOf(scopeLogs.scope) };
    this.shared = sharedOf(this.context);
    return record;
  }
}

function lastOf(value: Json | undefined): JsonObject | null {
  const last = Array.isArray(value) ? value.at(-1) : undefined;
  return isObject(last) ? last : null;
}

const RECORD_KEYS = ["timeUnixNano", "observedTimeUnixNano", "severityNumber", "severityText", "body", "attributes"];

function isLogRecord(object: JsonObject): boolean {
  return RECORD_KEYS.some((key) => object[key] !== undefined);
}

function scopeOf(scope: Json | undefined): JsonObject {
  if (!isObject(scope)) return {};
  const { name, version } = scope;
  return {
    ...(typeof name === "string" && name !== "" ? { "otel.scope.name": name } : {}),
    ...(typeof version === "string" && version !== "" ? { "otel.scope.version": version } : {}),
    ...attributesOf(scope),
  };
}

function sharedOf({ resource, scope }: Context): JsonObject | undefined {
  const shared = { ...resource, ...scope };
  return Object.keys(shared).length > 0 ? shared : undefined;
}

/** `[{key, value: {stringValue: ...}}]` as an object. */
function attributesOf(holder: Json | undefined): JsonObject {
  const attributes: JsonObject = {};
  const list = isObject(holder) ? holder.attributes : undefined;
  if (!Array.isArray(list)) return attributes;
  for (const item of list) {
    if (isObject(item) && typeof item.key === "string") setOwn(attributes, item.key, plainValue(item.value));
  }
  return attributes;
}

/** The value in its wrapper; 64-bit integers are written as text, and stay text where a number would lose digits. */
function plainValue(value: Json | undefined): Json {
  if (!isObject(value)) return value ?? null;
  const { stringValue, boolValue, intValue, doubleValue, bytesValue, arrayValue, kvlistValue } = value;
  if (intValue !== undefined) return Number.isSafeInteger(Number(intValue)) ? Number(intValue) : String(intValue);
  if (isObject(arrayValue)) return Array.isArray(arrayValue.values) ? arrayValue.values.map(plainValue) : [];
  if (isObject(kvlistValue)) return attributesOf({ attributes: kvlistValue.values ?? [] });
  return stringValue ?? boolValue ?? doubleValue ?? bytesValue ?? null;
}

function readRecord(record: JsonObject, shared: JsonObject | undefined): ParsedPiece {
  const body = plainValue(record.body);
  const attributes = attributesOf(record);
  for (const key of ["traceId", "spanId", "eventName"]) {
    const value = record[key];
    if (typeof value === "string" && value !== "") attributes[ATTRIBUTE_NAMES[key] ?? key] = value;
  }
  const timeUs = nanoseconds(record.timeUnixNano) ?? nanoseconds(record.observedTimeUnixNano);
  const { severityNumber, severityText } = record;
  const host = shared?.["host.name"];
  const logger = shared?.["otel.scope.name"] ?? shared?.["service.name"];
  return {
    kind: "record",
    timeUs,
    timeText: timeUs === null && record.timeUnixNano !== undefined ? String(record.timeUnixNano) : undefined,
    severityNumber: severityOf(severityNumber) || levelOfName(String(severityText ?? "")),
    severityText: typeof severityText === "string" && severityText !== "" ? severityText : undefined,
    body: typeof body === "string" ? body : body === null ? String(record.eventName ?? "") : JSON.stringify(body),
    hostName: typeof host === "string" ? host : undefined,
    logger: typeof logger === "string" ? logger : undefined,
    attributes: Object.keys(attributes).length > 0 ? attributes : undefined,
    sharedAttributes: shared,
  };
}

const ATTRIBUTE_NAMES: Readonly<Record<string, string>> = {
  traceId: "trace_id",
  spanId: "span_id",
  eventName: "event.name",
};

/** Text of digits, or a number; null when absent, zero or none. */
function nanoseconds(value: Json | undefined): number | null {
  const digits = String(value ?? "");
  if (!/^\d{1,20}$/.test(digits) || /^0+$/.test(digits)) return null;
  return digits.length > 3 ? Number(digits.slice(0, -3)) : 0;
}

/** A number from 0 to 24, or its name in the protocol: SEVERITY_NUMBER_ERROR2. */
function severityOf(value: Json | undefined): number {
  if (typeof value === "number") return Number.isInteger(value) && value >= 0 && value <= 24 ? value : 0;
  const [, name = "", step = "1"] =
    /^SEVERITY_NUMBER_(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)([2-4]?)$/.exec(String(value)) ?? [];
  const first = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"].indexOf(name);
  return first === -1 ? 0 : first * 4 + Number(step || "1");
}
