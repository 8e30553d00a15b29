import type { ParsedRecord } from "#lib/formats/format.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import type { KnownSets } from "#lib/formats/known-sets.ts";
import { presentAttributes } from "#lib/formats/present-attributes.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";
import { httpSeverity, httpStatus } from "./http-severity.ts";
import type { W3cState } from "./w3c-state.ts";

/** A line's values by the names of its fields. */
export type W3cRow = ReadonlyMap<string, string>;

/** What differs between writers. */
export interface W3cDialect {
  /** Values as written to values as meant: + for a space, or URL encoding. */
  decode(value: string): string;
  /** True when time-taken is in seconds. */
  isSeconds: boolean;
}

/** Same in many records: kept once. */
const SHARED_FIELDS = new Set(["cs(user-agent)", "cs-version", "s-sitename", "s-ip", "s-port", "cs-host", "cs(host)"]);
const HTTP_METHOD =
  /^(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|TRACE|CONNECT|PROPFIND|PROPPATCH|MKCOL|COPY|MOVE|LOCK|UNLOCK|REPORT|SEARCH|RPC_IN_DATA|RPC_OUT_DATA|BITS_POST)$/;
/** Fields that have a column of their own or make up the time, the address or the body. */
const PLACED = new Set([
  "date",
  "time",
  "date-local",
  "time-local",
  "date-utc",
  "time-utc",
  "date-time",
  "cs-method",
  "cs-uri-stem",
  "cs-uri-query",
  "cs-uri",
  "sc-status",
  "c-ip",
  "c-port",
  "cs-username",
  "s-computername",
  "time-taken",
  "timetakenms",
  "x-forwarded-for",
  "cs(x-forwarded-for)",
  "x-edge-request-id",
  "client-ip",
  "client-hostname",
  "server-hostname",
]);

export interface W3cRecordInput {
  row: W3cRow;
  state: W3cState;
  dialect: W3cDialect;
  sets: KnownSets;
  /** The line itself. */
  line: string;
}

/** The record that a row's fields make. */
export function w3cRecord({ row, state, dialect, sets, line }: W3cRecordInput): ParsedRecord {
  const time = rowTime(row, state);
  const method = value(row, "cs-method");
  const isHttp = method === undefined ? row.has("cs-uri") || row.has("cs-uri-stem") : HTTP_METHOD.test(method);
  const status = isHttp ? httpStatus(value(row, "sc-status")) : undefined;
  const url = rowUrl(row);
  const own = ownAttributes(row, dialect, status);
  return {
    kind: "record",
    timeUs: time.timeUs,
    isLocalTime: time.isLocal,
    timeText: time.timeUs === null ? time.text : undefined,
    severityNumber: severityOf(row, status),
    body: isHttp && url !== undefined ? `${method ?? ""} ${url} ${status ?? ""}`.trim() : withoutTime(line, time.text),
    httpMethod: isHttp ? method : undefined,
    url,
    httpStatusCode: status,
    remoteAddress: value(row, "c-ip") ?? value(row, "client-ip"),
    remotePort: port(value(row, "c-port")),
    clientAddress: forwardedFor(value(row, "x-forwarded-for") ?? value(row, "cs(x-forwarded-for)"), dialect),
    userId: value(row, "cs-username"),
    hostName: value(row, "s-computername") ?? value(row, "server-hostname"),
    requestId: value(row, "x-edge-request-id"),
    processingTimeMs: processingTimeMs(row, dialect),
    isCacheHit: cacheHit(value(row, "x-edge-result-type")),
    attributes: presentAttributes(own),
    sharedAttributes: sharedAttributes(row, dialect, sets),
  };
}

function value(row: W3cRow, name: string): string | undefined {
  const text = row.get(name);
  return text === undefined || text === "-" || text === "" ? undefined : text;
}

function rowTime(row: W3cRow, state: W3cState): { timeUs: number | null; isLocal: boolean; text: string } {
  const whole = row.get("date-time");
  const isLocal = state.isLocal || row.has("time-local");
  const date =
    row.get("date") ?? row.get("date-local") ?? row.get("date-utc") ?? (whole === undefined ? state.date : null);
  const time = row.get("time") ?? row.get("time-local") ?? row.get("time-utc") ?? "";
  const text = whole ?? (row.has("date") || row.has("date-local") ? `${date} ${time}` : time);
  // A day of one digit, or an hour, is written by some.
  const read = whole === undefined ? isoTime(`${date}T${time.length === 7 ? `0${time}` : time}`) : isoTime(whole);
  return { timeUs: read?.timeUs ?? null, isLocal: isLocal && read?.isLocal !== false, text };
}

function rowUrl(row: W3cRow): string | undefined {
  const stem = value(row, "cs-uri-stem");
  const query = value(row, "cs-uri-query");
  if (stem === undefined) return value(row, "cs-uri");
  return query === undefined ? stem : `${stem}?${query}`;
}

function severityOf(row: W3cRow, status: number | undefined): SeverityNumber {
  if (status !== undefined) return httpSeverity(status);
  // HTTP.sys gives a reason for what never became a response; an idle connection that it closed is none.
  const reason = value(row, "s-reason");
  if (reason !== undefined) return reason === "Timer_ConnectionIdle" ? SEVERITY.info : SEVERITY.warn;
  if (value(row, "action") === "INFO-EVENTS-LOST") return SEVERITY.warn;
  const code = value(row, "sc-status");
  return code !== undefined && /^[45]\d\d$/.test(code) ? SEVERITY.warn : eventSeverity(value(row, "event-id"));
}

/** Exchange's message tracking. */
function eventSeverity(event: string | undefined): SeverityNumber {
  return event !== undefined && /^(?:FAIL|BADMAIL|POISONMESSAGE)/.test(event) ? SEVERITY.error : SEVERITY.info;
}

function port(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

function forwardedFor(text: string | undefined, dialect: W3cDialect): string | undefined {
  return text === undefined ? undefined : dialect.decode(text).split(",", 1)[0]?.trim() || undefined;
}

function processingTimeMs(row: W3cRow, dialect: W3cDialect): number | undefined {
  const taken = value(row, "time-taken") ?? value(row, "timetakenms");
  if (taken === undefined || !/^\d{1,12}(?:\.\d{1,6})?$/.test(taken)) return undefined;
  return dialect.isSeconds || taken.includes(".") ? Math.round(Number(taken) * 1_000_000) / 1000 : Number(taken);
}

function cacheHit(result: string | undefined): boolean | undefined {
  if (result === undefined) return undefined;
  return result === "Hit" || result === "RefreshHit" || result === "OriginShieldHit";
}

function withoutTime(line: string, time: string): string {
  return time !== "" && line.startsWith(time) ? line.slice(time.length).trim() || line : line;
}

const WHOLE_NUMBER = /^(?:0|-?[1-9]\d{0,14})$/;

function ownAttributes(row: W3cRow, dialect: W3cDialect, status: number | undefined): JsonObject {
  const attributes: JsonObject = {};
  for (const [name, text] of row) {
    if (text === "-" || text === "" || PLACED.has(name) || SHARED_FIELDS.has(name)) continue;
    const key = name === "cs(referer)" ? "http.request.header.referer" : name;
    attributes[key] = WHOLE_NUMBER.test(text) ? Number(text) : dialect.decode(text);
  }
  const code = value(row, "sc-status");
  if (status === undefined && code !== undefined) attributes["sc-status"] = code;
  return attributes;
}

function sharedAttributes(row: W3cRow, dialect: W3cDialect, sets: KnownSets): JsonObject | undefined {
  let key = "";
  for (const name of SHARED_FIELDS) key += `${row.get(name) ?? "-"}\n`;
  if (!/[^\n-]/.test(key)) return undefined;
  return sets.of(key, () => {
    const made: JsonObject = {};
    for (const name of SHARED_FIELDS) {
      const text = value(row, name);
      if (text !== undefined) made[name === "cs(user-agent)" ? "user_agent.original" : name] = dialect.decode(text);
    }
    return made;
  });
}
