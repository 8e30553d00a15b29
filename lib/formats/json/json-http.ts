import type { Json, JsonObject } from "#lib/model/json.ts";
import type { RecordFields } from "#lib/model/log-record.ts";

/** What a request and its response give, as pino's and Bunyan's serialisers write them. */
export interface HttpParts {
  /** Set on the record itself: one object less for each of millions. */
  fields: RecordFields;
  /** Differs from record to record. */
  own: JsonObject;
  /** Of the request, all of them. */
  headers: JsonObject | null;
  /** What says the same in every record: empty queries and parameters, Bunyan's version. */
  constants: JsonObject | null;
  /** Equal exactly for equal `constants`. */
  constantsKey: string;
}

/** Headers that differ in every request would make every set of headers a new one. */
const HEADERS_OF_ONE_REQUEST = new Set([
  "x-request-id",
  "x-correlation-id",
  "x-amzn-trace-id",
  "traceparent",
  "content-length",
  "if-none-match",
]);
const FORWARDED_FOR = "x-forwarded-for";

export function newHttpParts(fields: RecordFields): HttpParts {
  return { fields, own: {}, headers: null, constants: null, constantsKey: "" };
}

/** Reads `req`; what has no place of its own stays in attributes.req. */
export function readRequest(request: JsonObject, parts: HttpParts): void {
  const { fields } = parts;
  for (const key in request) {
    const value = request[key] as Json;
    if (key === "id" && isText(value)) fields.requestId = String(value);
    else if (key === "method" && typeof value === "string") fields.httpMethod = value;
    else if (key === "url" && typeof value === "string") fields.url = value;
    else if (key === "remoteAddress" && typeof value === "string") fields.remoteAddress = value;
    else if (key === "remotePort" && isPort(value)) fields.remotePort = value;
    else if (key === "headers" && isObject(value)) readHeaders(value, parts);
    else if (key === "query" || key === "params") keepArguments(key, value, parts);
    else keepIn(parts.own, "req", key, value);
  }
}

/** Reads `res`; what has no place of its own stays in attributes.res. */
export function readResponse(response: JsonObject, parts: HttpParts): void {
  for (const key in response) {
    const value = response[key] as Json;
    if (key === "statusCode" && isStatus(value)) parts.fields.httpStatusCode = value;
    else keepIn(parts.own, "res", key, value);
  }
}

/** The first forwarded address is the client's; the header itself is kept when it says more than that. */
function readHeaders(headers: JsonObject, parts: HttpParts): void {
  for (const name in headers) {
    const value = headers[name] as Json;
    if (name === FORWARDED_FOR && typeof value === "string") readForwardedFor(value, parts);
    else if (!isSharedHeader(name, value)) keepIn(parts.own, "headers", name, value);
  }
  parts.headers = headers;
}

/** True for the headers that many requests have in common. */
export function isSharedHeader(name: string, value: Json | undefined): value is string {
  return typeof value === "string" && name !== FORWARDED_FOR && !HEADERS_OF_ONE_REQUEST.has(name);
}

function readForwardedFor(value: string, parts: HttpParts): void {
  const comma = value.indexOf(",");
  const first = (comma === -1 ? value : value.slice(0, comma)).trim();
  if (first !== "") parts.fields.clientAddress = first;
  if (first !== value) keepIn(parts.own, "headers", FORWARDED_FOR, value);
}

/** Empty ones say the same in every record. */
function keepArguments(key: "query" | "params", value: Json, parts: HttpParts): void {
  if (isObject(value) && isEmpty(value)) {
    keepConstant(key, value, parts, key);
  } else {
    parts.own[key] = value;
  }
}

/** `label` names key and value. */
export function keepConstant(key: string, value: Json, parts: HttpParts, label: string): void {
  parts.constants ??= {};
  parts.constants[key] = value;
  parts.constantsKey += label;
}

export function isEmpty(value: JsonObject): boolean {
  for (const _ in value) return false;
  return true;
}

function keepIn(own: JsonObject, group: string, key: string, value: Json): void {
  const before = own[group];
  const target: JsonObject = isObject(before) ? before : {};
  setOwn(target, key, value);
  own[group] = target;
}

/** Like an assignment, but a key "__proto__" of the file stays an ordinary key. */
export function setOwn(object: JsonObject, key: string, value: Json): void {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What can stand as an identifier without losing digits. */
export function isText(value: Json | undefined): value is string | number {
  return typeof value === "string" || (typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER);
}

function isPort(value: Json): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 65_535;
}

function isStatus(value: Json): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 100 && value <= 999;
}
