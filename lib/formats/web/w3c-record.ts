import type { ParsedRecord } from "#lib/formats/format.ts";
import { httpSeverity, httpStatus } from "#lib/formats/http-severity.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import type { KnownSets } from "#lib/formats/known-sets.ts";
import { presentAttributes } from "#lib/formats/present-attributes.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";
import { plainClockUs, type W3cDays } from "./w3c-clock.ts";
import type { W3cPlace, W3cPlan } from "./w3c-plan.ts";
import type { W3cState } from "./w3c-state.ts";

/** What differs between writers. */
export interface W3cDialect {
  /** Values as written to values as meant: + for a space, or URL encoding. */
  decode(value: string): string;
  /** True when time-taken is in seconds. */
  isSeconds: boolean;
}

const HTTP_METHOD =
  /^(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|TRACE|CONNECT|PROPFIND|PROPPATCH|MKCOL|COPY|MOVE|LOCK|UNLOCK|REPORT|SEARCH|RPC_IN_DATA|RPC_OUT_DATA|BITS_POST)$/;

/** A line and what is known of its file. */
export interface W3cRow {
  values: readonly string[];
  plan: W3cPlan;
  state: W3cState;
  dialect: W3cDialect;
  sets: KnownSets;
  days: W3cDays;
  line: string;
}

/** The record that a row's values make. */
export function w3cRecord(row: W3cRow): ParsedRecord {
  const { dialect, plan } = row;
  const time = rowTime(row);
  const method = placed(row, "method");
  const hasUri = plan.places.stem !== -1 || plan.places.uri !== -1;
  const isHttp = method === undefined ? hasUri : HTTP_METHOD.test(method);
  const statusText = placed(row, "status");
  const status = isHttp ? httpStatus(statusText) : undefined;
  const url = rowUrl(row);
  const own = ownAttributes(row);
  if (status === undefined && statusText !== undefined) own["sc-status"] = statusText;
  return {
    kind: "record",
    timeUs: time.timeUs,
    isLocalTime: time.isLocal,
    timeText: time.timeUs === null ? time.text : undefined,
    severityNumber: status === undefined ? otherSeverity(row, statusText) : httpSeverity(status),
    body: isHttp && url !== undefined ? `${method ?? "-"} ${url} ${status ?? "-"}` : withoutTime(row.line, time.text),
    httpMethod: isHttp ? method : undefined,
    url,
    httpStatusCode: status,
    remoteAddress: placed(row, "client"),
    remotePort: port(placed(row, "clientPort")),
    clientAddress: forwardedFor(placed(row, "forwardedFor"), dialect),
    userId: placed(row, "user"),
    hostName: placed(row, "host"),
    requestId: placed(row, "requestId"),
    processingTimeMs: processingTimeMs(placed(row, "taken"), dialect),
    isCacheHit: cacheHit(valueAt(row, plan.edgeResult)),
    attributes: presentAttributes(own),
    sharedAttributes: sharedAttributes(row),
  };
}

function placed(row: W3cRow, place: W3cPlace): string | undefined {
  return valueAt(row, row.plan.places[place]);
}

function valueAt({ values }: W3cRow, index: number): string | undefined {
  const text = index === -1 ? undefined : values[index];
  return text === "-" || text === "" ? undefined : text;
}

function rowTime(row: W3cRow): { timeUs: number | null; isLocal: boolean; text: string } {
  const whole = placed(row, "dateTime");
  const date = placed(row, "date");
  const clock = placed(row, "time") ?? "";
  const text = whole ?? (date === undefined ? clock : `${date} ${clock}`);
  const midnightUs = row.days.us(date ?? row.state.date ?? "");
  const clockUs = plainClockUs(clock);
  const isLocal = row.state.isLocal || row.plan.isLocal;
  if (whole === undefined && midnightUs !== null && clockUs !== null) {
    return { timeUs: midnightUs + clockUs, isLocal, text };
  }
  // Fractions, and an hour of one digit, which some write.
  const read = isoTime(whole ?? `${date ?? row.state.date}T${clock.charCodeAt(1) === 0x3a ? `0${clock}` : clock}`);
  return { timeUs: read?.timeUs ?? null, isLocal: isLocal && read?.isLocal !== false, text };
}

function rowUrl(row: W3cRow): string | undefined {
  const stem = placed(row, "stem");
  if (stem === undefined) return placed(row, "uri");
  const query = placed(row, "query");
  return query === undefined ? stem : `${stem}?${query}`;
}

function otherSeverity(row: W3cRow, status: string | undefined): SeverityNumber {
  const { plan } = row;
  // HTTP.sys gives a reason for what never became a response; an idle connection that it closed is none.
  const reason = valueAt(row, plan.reason);
  if (reason !== undefined) return reason === "Timer_ConnectionIdle" ? SEVERITY.info : SEVERITY.warn;
  if (valueAt(row, plan.action) === "INFO-EVENTS-LOST") return SEVERITY.warn;
  // FTP and SMTP refuse with 4xx and 5xx.
  if (status !== undefined && /^[45]\d\d$/.test(status)) return SEVERITY.warn;
  const event = valueAt(row, plan.event);
  return event !== undefined && /^(?:FAIL|BADMAIL|POISONMESSAGE)/.test(event) ? SEVERITY.error : SEVERITY.info;
}

function port(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

function forwardedFor(text: string | undefined, dialect: W3cDialect): string | undefined {
  return text === undefined ? undefined : dialect.decode(text).split(",", 1)[0]?.trim() || undefined;
}

function processingTimeMs(taken: string | undefined, dialect: W3cDialect): number | undefined {
  if (taken === undefined || !/^\d{1,12}(?:\.\d{1,6})?$/.test(taken)) return undefined;
  return dialect.isSeconds || taken.includes(".") ? Math.round(Number(taken) * 1_000_000) / 1000 : Number(taken);
}

function cacheHit(result: string | undefined): boolean | undefined {
  if (result === undefined) return undefined;
  return result === "Hit" || result === "RefreshHit" || result === "OriginShieldHit";
}

function withoutTime(line: string, time: string): string {
  return time !== "" && line.startsWith(time) ? line.slice(time.length).replace(/^[\s,]/, "") || line : line;
}

const WHOLE_NUMBER = /^(?:0|-?[1-9]\d{0,14})$/;

function ownAttributes(row: W3cRow): JsonObject {
  const attributes: JsonObject = {};
  for (const { index, key } of row.plan.own) {
    const text = row.values[index];
    if (text === undefined || text === "-" || text === "") continue;
    attributes[key] = WHOLE_NUMBER.test(text) ? Number(text) : row.dialect.decode(text);
  }
  return attributes;
}

function sharedAttributes(row: W3cRow): JsonObject | undefined {
  const { plan, values, dialect, sets } = row;
  if (plan.shared.length === 0) return undefined;
  let key = "";
  for (const { index } of plan.shared) key += `${values[index] ?? "-"}\n`;
  const known = sets.of(key, () => {
    const made: JsonObject = {};
    for (const column of plan.shared) {
      const text = valueAt(row, column.index);
      if (text !== undefined) made[column.key] = dialect.decode(text);
    }
    return made;
  });
  return presentAttributes(known);
}
