import { civilTimeUs } from "#lib/formats/civil-time.ts";
import type { ParsedRecord } from "#lib/formats/format.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";
import { closingQuote } from "./quoted-text.ts";
import { readRequestLine } from "./request-line.ts";

const LEVELS: Readonly<Record<string, SeverityNumber>> = {
  debug: SEVERITY.debug,
  info: SEVERITY.info,
  notice: SEVERITY.info + 1,
  warn: SEVERITY.warn,
  error: SEVERITY.error,
  crit: SEVERITY.error + 1,
  alert: SEVERITY.error + 2,
  emerg: SEVERITY.fatal,
};

const LINE =
  /^(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d) \[(debug|info|notice|warn|error|crit|alert|emerg)\] (\d{1,10})#(\d{1,10}): (?:\*(\d{1,20}) )?/;
/** What nginx says before it knows where its log is. */
const EARLY = /^nginx: \[(debug|info|notice|warn|error|crit|alert|emerg)\] /;

/** True for a line with which a record of nginx' error log starts. */
export function isNginxErrorLine(text: string): boolean {
  return (text.charCodeAt(4) === 0x2f && LINE.test(text)) || (text.startsWith("nginx: [") && EARLY.test(text));
}

/** Reads a record that `isNginxErrorLine` accepts; what follows its first line belongs to its message. */
export function readNginxError(text: string): ParsedRecord {
  const match = LINE.exec(text);
  if (match === null) return readEarly(text);
  const [head, year, month, day, hour, minute, second, level = "", processId, thread, connection] = match;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  const timeUs = civilTimeUs({ ...date, hour: Number(hour), minute: Number(minute), second: Number(second) });
  const fieldsAt = text.lastIndexOf(", client: ");
  const body = text.slice(head.length, fieldsAt > head.length ? fieldsAt : undefined);
  const fields = fieldsAt > head.length ? readFields(text, fieldsAt) : {};
  return {
    kind: "record",
    timeUs,
    isLocalTime: true,
    timeText: timeUs === null ? text.slice(0, 19) : undefined,
    severityNumber: LEVELS[level] ?? SEVERITY.unspecified,
    severityText: level in SEVERITY ? undefined : level,
    body,
    processId: Number(processId),
    ...requestFields(fields),
    attributes: ownAttributes({ thread, connection, fields }),
  };
}

function readEarly(text: string): ParsedRecord {
  const [head = "", level = ""] = EARLY.exec(text) ?? [];
  return {
    kind: "record",
    timeUs: null,
    severityNumber: LEVELS[level] ?? SEVERITY.unspecified,
    severityText: level in SEVERITY ? undefined : level,
    body: text.slice(head.length),
  };
}

const FIELD = /, (client|server|request|subrequest|upstream|host|referrer): /y;

/** Reads `, client: 203.0.113.9, server: shop, request: "GET / HTTP/1.1"`. */
function readFields(text: string, from: number): Record<string, string> {
  const fields: Record<string, string> = {};
  for (let at = from; at < text.length; ) {
    FIELD.lastIndex = at;
    const name = FIELD.exec(text);
    if (name === null) break;
    const valueAt = at + name[0].length;
    const isQuoted = text.charCodeAt(valueAt) === 0x22;
    const close = isQuoted ? quoteEnd(text, valueAt) : text.indexOf(", ", valueAt);
    const end = close === -1 ? text.length : close;
    fields[name[1] ?? ""] = text.slice(isQuoted ? valueAt + 1 : valueAt, end);
    at = isQuoted ? end + 1 : end;
  }
  return fields;
}

/** A comma follows the closing quote of every field but the last. */
function quoteEnd(text: string, at: number): number {
  const comma = text.indexOf('", ', at + 1);
  return comma === -1 ? closingQuote(text, at) : comma;
}

function requestFields({ client, request = "" }: Record<string, string>): Partial<ParsedRecord> {
  const line = readRequestLine(request);
  return { remoteAddress: client, httpMethod: line?.method, url: line?.url };
}

interface OwnParts {
  thread: string | undefined;
  connection: string | undefined;
  fields: Record<string, string>;
}

function ownAttributes({ thread, connection, fields }: OwnParts): JsonObject {
  const attributes: JsonObject = { "thread.id": Number(thread) };
  if (connection !== undefined) attributes["nginx.connection"] = connection;
  if (fields.server !== undefined && fields.server !== "") attributes["nginx.server"] = fields.server;
  if (fields.host !== undefined) attributes["server.address"] = fields.host;
  if (fields.upstream !== undefined) attributes["upstream.url"] = fields.upstream;
  if (fields.subrequest !== undefined) attributes["nginx.subrequest"] = fields.subrequest;
  if (fields.referrer !== undefined) attributes["http.request.header.referer"] = fields.referrer;
  return attributes;
}
