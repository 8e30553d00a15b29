import { httpSeverity, httpStatus } from "#lib/formats/http-severity.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";
import { clfClockUs } from "./clf-time.ts";
import { closingQuote } from "./quoted-text.ts";
import { readRequestLine } from "./request-line.ts";

/** What a line of HAProxy's traffic log says. */
export interface HaproxyLine {
  timeUs: number | null;
  timeText: string;
  severityNumber: SeverityNumber;
  clientAddress: string | undefined;
  clientPort?: number;
  frontend: string;
  server?: string;
  httpStatusCode?: number;
  httpMethod?: string;
  url?: string;
  version?: string;
  processingTimeMs?: number;
  attributes: JsonObject;
}

/** Client and accept date; unix sockets have a path in place of the address. */
const START =
  /^(\S{1,120}?)(?::(\d{1,5}))? \[(\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d)\.(\d{3})\] (\S{1,200})(?: |$)/;
/** Formats of one's own often name the host between server and timers. */
const HTTP =
  /^(\S{1,200}) (?:[^\s/]{1,200} )?(-?\d{1,12}(?:\/[-+]{0,2}\d{1,12}){4}) (-?\d{1,3}) (\+?\d{1,19}) (\S{1,200}) (\S{1,200}) (\S{4}) (\d{1,9}(?:\/\+?\d{1,9}){4}) (\d{1,9}\/\d{1,9})/;
const TCP =
  /^(\S{1,200}) (-?\d{1,12}(?:\/[-+]{0,2}\d{1,12}){2}) (\+?\d{1,19}) (\S{2,4}) (\d{1,9}(?:\/\+?\d{1,9}){4}) (\d{1,9}\/\d{1,9})/;

/** True for a message with which a connection or request is logged. */
export function isHaproxyTraffic(message: string): boolean {
  return START.test(message);
}

/** Reads httplog, httpslog, tcplog and the format of connection errors; null for anything else. */
export function readHaproxyLine(message: string): HaproxyLine | null {
  const start = START.exec(message);
  if (start === null) return null;
  const [head, client = "", port, clock = "", millisecond = "", frontend = ""] = start;
  const clockUs = clfClockUs(clock, 0) ?? null;
  const line: HaproxyLine = {
    timeUs: clockUs === null ? null : clockUs + Number(millisecond) * 1000,
    timeText: `${clock}.${millisecond}`,
    severityNumber: SEVERITY.info,
    clientAddress: client === "-" ? undefined : client,
    clientPort: port === undefined || Number(port) > 65_535 ? undefined : Number(port),
    frontend,
    attributes: {},
  };
  const rest = message.slice(head.length);
  if (!readHttp(rest, line) && !readTcp(rest, line)) readError(rest, line);
  return line;
}

function readHttp(rest: string, line: HaproxyLine): boolean {
  const match = HTTP.exec(rest);
  if (match === null) return false;
  const [head, server = "", timers = "", status = "", bytes = "", , , state = "", connections = "", queues = ""] =
    match;
  line.server = server;
  line.httpStatusCode = httpStatus(status);
  line.severityNumber = httpSeverity(line.httpStatusCode);
  setTimers(line, timers);
  setCounts(line, { bytes, state, connections, queues });
  readCaptured(rest, head.length, line);
  return true;
}

function readTcp(rest: string, line: HaproxyLine): boolean {
  const match = TCP.exec(rest);
  if (match === null) return false;
  const [head, server = "", timers = "", bytes = "", state = "", connections = "", queues = ""] = match;
  line.server = server;
  // The first letter says who ended the session too early.
  if (/^[SRPLDU]/.test(state)) line.severityNumber = SEVERITY.error;
  else if (!state.startsWith("-")) line.severityNumber = SEVERITY.warn;
  setTimers(line, timers);
  setCounts(line, { bytes, state, connections, queues });
  readCaptured(rest, head.length, line);
  return true;
}

/** `frontend/bind: Connection error during SSL handshake` */
function readError(rest: string, line: HaproxyLine): void {
  line.frontend = line.frontend.replace(/:$/, "");
  line.severityNumber = /error|fail|timeout|denied/i.test(rest) ? SEVERITY.warn : SEVERITY.info;
}

/** TR/Tw/Tc/Tr/Ta of a request, Tw/Tc/Tt of a connection, in ms; the last is the total. */
function setTimers(line: HaproxyLine, timers: string): void {
  line.attributes["haproxy.timers"] = timers;
  const total = Number(timers.slice(timers.lastIndexOf("/") + 1).replace("+", ""));
  if (total >= 0) line.processingTimeMs = total;
}

interface Counts {
  bytes: string;
  state: string;
  connections: string;
  queues: string;
}

function setCounts(line: HaproxyLine, { bytes, state, connections, queues }: Counts): void {
  line.attributes["http.response.size"] = Number(bytes.replace("+", ""));
  if (!/^-+$/.test(state)) line.attributes["haproxy.termination_state"] = state;
  line.attributes["haproxy.connections"] = connections;
  line.attributes["haproxy.queues"] = queues;
}

/** Captured headers `{..|..}` of request and response, the request, and what an httpslog adds. */
function readCaptured(rest: string, from: number, line: HaproxyLine): void {
  let at = from;
  for (const name of ["haproxy.captured_request_headers", "haproxy.captured_response_headers"]) {
    if (!rest.startsWith(" {", at)) break;
    const close = rest.indexOf("}", at);
    if (close === -1) break;
    if (close > at + 2) line.attributes[name] = rest.slice(at + 2, close).split("|", 64);
    at = close + 1;
  }
  const quote = rest.startsWith(' "', at) ? at + 1 : -1;
  // A request that was too long for the log has no closing quote.
  const found = quote === -1 ? -1 : closingQuote(rest, quote);
  const close = quote !== -1 && found === -1 ? rest.length : found;
  if (quote !== -1) {
    const text = rest.slice(quote + 1, close);
    const request = readRequestLine(text);
    line.httpMethod = request?.method;
    line.url = request?.url;
    line.version = request?.version || undefined;
    if (request === null) line.attributes["haproxy.request"] = text;
    at = close + 1;
  }
  const further = rest.slice(at).trim();
  if (further !== "") line.attributes["haproxy.further_fields"] = further;
}
