import type { ParsedRecord } from "#lib/formats/format.ts";
import { httpSeverity, httpStatus } from "#lib/formats/http-severity.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import type { KnownSets } from "#lib/formats/known-sets.ts";
import { presentAttributes } from "#lib/formats/present-attributes.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { readAccessClient } from "./access-client.ts";
import { readAccessExtras } from "./access-extras.ts";
import { CLF_TIME_LENGTH, clfTimeUs } from "./clf-time.ts";
import { closingQuote } from "./quoted-text.ts";
import { readRequestLine } from "./request-line.ts";

const QUOTE = 0x22;
/** Further on, a date in brackets belongs to a request. */
const MAX_TIME_AT = 1000;

/** Where the time of an access log line stands; null when it has none. `at` is the bracket before, `end` behind the one after. */
export interface AccessTime {
  at: number;
  end: number;
  /** Null when the date does not exist. */
  timeUs: number | null;
  isLocal: boolean;
}

/** The first time in square brackets, in the Common Log Format or ISO 8601. */
export function findAccessTime(text: string): AccessTime | null {
  for (let at = text.indexOf("["); at !== -1 && at < MAX_TIME_AT; at = text.indexOf("[", at + 1)) {
    const timeUs = clfTimeUs(text, at + 1);
    const end = at + CLF_TIME_LENGTH + 2;
    if (timeUs !== undefined && text.charCodeAt(end - 1) === 0x5d) return { at, end, timeUs, isLocal: false };
    if (text.charCodeAt(at + 5) !== 0x2d || text.charCodeAt(at + 8) !== 0x2d) continue;
    const close = text.indexOf("]", at);
    const iso = close === -1 || close - at > 40 ? null : isoTime(text.slice(at + 1, close));
    if (iso !== null) return { at, end: close + 1, ...iso };
  }
  return null;
}

/** True for a line with client, time and request as Apache, nginx and others write it by default. */
export function isAccessLine(text: string): boolean {
  const time = findAccessTime(text);
  return time !== null && time.at > 0 && text.charCodeAt(time.end) === 0x20 && text.charCodeAt(time.end + 1) === QUOTE;
}

/** Reads a line in the common or combined format, with what may stand before and behind it; null when it is none. */
export function readAccessLine(text: string, time: AccessTime, sets: KnownSets): ParsedRecord | null {
  const requestAt = time.end + 1;
  if (text.charCodeAt(requestAt) !== QUOTE) return null;
  const requestEnd = closingQuote(text, requestAt);
  if (requestEnd === -1) return null;
  const statusEnd = fieldEnd(text, requestEnd + 2);
  const sizeEnd = fieldEnd(text, statusEnd + 1);
  const request = readRequestLine(text.slice(requestAt + 1, requestEnd));
  const status = httpStatus(text.slice(requestEnd + 2, statusEnd));
  const client = readAccessClient(text.slice(0, time.at));
  const extras = readAccessExtras(text, sizeEnd + 1);
  const { attributes } = extras;
  const size = text.slice(statusEnd + 1, sizeEnd);
  if (/^\d{1,15}$/.test(size)) attributes["http.response.body.size"] = Number(size);
  if (client.identity !== undefined) attributes["access.identity"] = client.identity;
  return {
    kind: "record",
    timeUs: time.timeUs,
    isLocalTime: time.isLocal,
    timeText: time.timeUs === null ? text.slice(time.at + 1, time.end - 1) : undefined,
    severityNumber: httpSeverity(status),
    body: text.slice(requestAt, statusEnd),
    httpMethod: request?.method,
    url: request?.url,
    httpStatusCode: status,
    remoteAddress: client.address,
    remotePort: client.port,
    clientAddress: client.forwardedFor ?? extras.forwardedFor,
    userId: client.user,
    requestId: extras.requestId,
    processingTimeMs: extras.processingTimeMs,
    attributes: presentAttributes(attributes),
    sharedAttributes: shared({ agent: extras.userAgent, host: client.host, version: request?.version }, sets),
  };
}

function fieldEnd(text: string, at: number): number {
  const space = text.indexOf(" ", at);
  return space === -1 ? text.length : space;
}

interface SharedParts {
  agent: string | undefined;
  host: string | undefined;
  version: string | undefined;
}

/** What many requests have in common. */
function shared({ agent = "", host = "", version = "" }: SharedParts, sets: KnownSets): JsonObject | undefined {
  if (agent === "" && host === "" && version === "") return undefined;
  return sets.of(`${version}\n${host}\n${agent}`, () => ({
    ...(version === "" ? {} : { "network.protocol.version": version }),
    ...(host === "" ? {} : { "server.address": host }),
    ...(agent === "" ? {} : { "user_agent.original": agent }),
  }));
}
