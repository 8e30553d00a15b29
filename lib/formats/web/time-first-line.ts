import type { ParsedRecord } from "#lib/formats/format.ts";
import { httpSeverity, httpStatus } from "#lib/formats/http-severity.ts";
import { presentAttributes } from "#lib/formats/present-attributes.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { isAddress } from "./access-client.ts";
import type { AccessTime } from "./access-line.ts";
import { closingQuote } from "./quoted-text.ts";
import { readRequestLine } from "./request-line.ts";

const MAX_REQUEST_AT = 500;

/** Where the request of a line that starts with its time and the client's address stands; -1 when it has none. */
export function timeFirstRequestAt(text: string, time: AccessTime): number {
  const quoteAt = text.indexOf(' "', time.end) + 1;
  if (time.at !== 0 || quoteAt === 0 || quoteAt > MAX_REQUEST_AT) return -1;
  const [client = ""] = text.slice(time.end + 1, quoteAt).split(" ", 1);
  return isAddress(client) || client.includes(".") ? quoteAt : -1;
}

/** Reads `[time] client protocol cipher "request" bytes` (Apache's ssl_request_log) and its relatives. */
export function readTimeFirstLine(text: string, time: AccessTime): ParsedRecord | null {
  const requestAt = timeFirstRequestAt(text, time);
  const requestEnd = requestAt === -1 ? -1 : closingQuote(text, requestAt);
  if (requestEnd === -1) return null;
  const [client, ...before] = text
    .slice(time.end + 1, requestAt)
    .trim()
    .split(" ", 16);
  const after = text
    .slice(requestEnd + 1)
    .trim()
    .split(" ", 64);
  // A status is followed by a size; a number by itself is the size.
  const status = after.length > 1 ? httpStatus(after[0]) : undefined;
  const rest = status === undefined ? after : after.slice(1);
  const attributes: JsonObject = {};
  if (/^\d{1,15}$/.test(rest[0] ?? "")) attributes["http.response.body.size"] = Number(rest.shift());
  const further = [...before, ...rest].join(" ").trim();
  if (further !== "" && further !== "-") attributes["access.further_fields"] = further;
  const request = readRequestLine(text.slice(requestAt + 1, requestEnd));
  return {
    kind: "record",
    timeUs: time.timeUs,
    isLocalTime: time.isLocal,
    timeText: time.timeUs === null ? text.slice(time.at + 1, time.end - 1) : undefined,
    severityNumber: httpSeverity(status),
    body: text.slice(requestAt, requestEnd + 1),
    httpMethod: request?.method,
    url: request?.url,
    httpStatusCode: status,
    remoteAddress: client,
    attributes: presentAttributes(attributes),
  };
}
