import { civilTimeUs } from "#lib/formats/civil-time.ts";
import type { ParsedRecord } from "#lib/formats/format.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import { MONTHS } from "#lib/formats/month-names.ts";
import { presentAttributes } from "#lib/formats/present-attributes.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

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

const TIME = /^\[(?:[A-Z][a-z]{2} )([A-Z][a-z]{2}) ([ \d]?\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))? (\d{4})\] ?(?=\[)/;
/** What ErrorLogFormat's %{cu}t and %{cuz}t write. */
const ISO_TIME = /^\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [+-]\d{4})?)\] ?(?=\[)/;
const GROUP = /\[([^\]]{0,300})\] ?/y;
const LEVEL = /^(?:([\w.-]{0,60}):)?(debug|info|notice|warn|error|crit|alert|emerg|trace[1-8])$/;
const PROCESS = /^pid (\d{1,10})(?::tid (\d{1,20}))?$/;
const CLIENT = /^(?:client|remote) (.{1,120}?)(?::(\d{1,5}))?$/;
/** Source file and error of the system stand before the message. */
const CAUSE = /^(?:([\w./-]{1,80}\.c)\((\d{1,6})\): )?(?:\((\d{1,10})\)([^:]{1,200}): )?/;
const CODE = /^AH\d{5}(?=[:\s])/;

/** True for a line with which a record of Apache's error log starts. */
export function isApacheErrorLine(text: string): boolean {
  const time = text.charCodeAt(0) === 0x5b ? (isIso(text) ? ISO_TIME : TIME).exec(text) : null;
  if (time === null) return false;
  GROUP.lastIndex = time[0].length;
  const group = GROUP.exec(text)?.[1] ?? "";
  return LEVEL.test(group) || PROCESS.test(group);
}

/** Reads a record that `isApacheErrorLine` accepts. */
export function readApacheError(text: string): ParsedRecord {
  const { length, timeUs, isLocal } = readApacheErrorTime(text);
  const groups = readGroups(text, length);
  const message = readMessage(text.slice(groups.end), groups);
  return {
    kind: "record",
    timeUs,
    isLocalTime: isLocal,
    timeText: timeUs === null ? text.slice(1, text.indexOf("]")) : undefined,
    severityNumber: severityOf(groups.level),
    severityText: groups.level in SEVERITY ? undefined : groups.level || undefined,
    body: message,
    logger: groups.module,
    processId: groups.processId,
    remoteAddress: groups.client,
    remotePort: groups.port,
    attributes: presentAttributes(groups.attributes),
  };
}

/** The time of a line that `isApacheErrorLine` accepts, null when it does not exist, and how much of the line it takes. */
export function readApacheErrorTime(text: string): { length: number; timeUs: number | null; isLocal: boolean } {
  if (isIso(text)) {
    const [isoHead = "", iso = ""] = ISO_TIME.exec(text) ?? [];
    const time = isoTime(iso);
    return { length: isoHead.length, timeUs: time?.timeUs ?? null, isLocal: time?.isLocal ?? true };
  }
  const [head, monthName = "", day, hour, minute, second, fraction = "", year] = TIME.exec(text) ?? [""];
  const timeUs = civilTimeUs({
    year: Number(year),
    month: MONTHS.indexOf(monthName) + 1,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(fraction.padEnd(6, "0")),
  });
  return { length: head.length, timeUs, isLocal: true };
}

/** A digit behind the bracket, where others have the day of the week. */
function isIso(text: string): boolean {
  const code = text.charCodeAt(1);
  return code >= 0x30 && code <= 0x39;
}

function severityOf(level: string): SeverityNumber {
  return level.startsWith("trace") ? SEVERITY.trace : (LEVELS[level] ?? SEVERITY.unspecified);
}

interface Groups {
  level: string;
  module?: string;
  processId?: number;
  client?: string;
  port?: number;
  attributes: JsonObject;
  causeText: string;
  /** Where the message starts. */
  end: number;
}

/** Reads `[core:error] [pid 7:tid 9] [client 203.0.113.9:4711]`; the cause may stand between them. */
function readGroups(text: string, from: number): Groups {
  const groups: Groups = { level: "", attributes: {}, causeText: "", end: from };
  for (let count = 0; count < 8; count++) {
    const cause = count > 0 ? CAUSE.exec(text.slice(groups.end, groups.end + 400)) : null;
    const causeLength = cause?.[0].length ?? 0;
    GROUP.lastIndex = groups.end + causeLength;
    const group = GROUP.exec(text);
    if (group === null || !readGroup(group[1] ?? "", groups)) break;
    if (cause !== null && causeLength > 0) {
      keepCause(cause, groups.attributes);
      groups.causeText += cause[0];
    }
    groups.end += causeLength + group[0].length;
  }
  return groups;
}

function readGroup(group: string, groups: Groups): boolean {
  const level = groups.level === "" ? LEVEL.exec(group) : null;
  const process = PROCESS.exec(group);
  const client = CLIENT.exec(group);
  if (level !== null) {
    groups.level = level[2] ?? "";
    groups.module = level[1] || undefined;
  } else if (process !== null) {
    groups.processId = Number(process[1]);
    if (process[2] !== undefined) groups.attributes["thread.id"] = process[2];
  } else if (client !== null) {
    // Apache 2.2 writes no port: the end of an IPv6 address is none.
    const hasPort = client[2] !== undefined && client[1]?.endsWith(":") !== true && Number(client[2]) <= 65_535;
    groups.client = hasPort ? client[1] : group.slice(group.indexOf(" ") + 1);
    if (hasPort) groups.port = Number(client[2]);
  } else return false;
  return true;
}

function keepCause([, file, line, errorNumber, errorText]: RegExpExecArray, attributes: JsonObject): void {
  if (file !== undefined) attributes["code.file"] = `${file}:${line}`;
  if (errorNumber !== undefined) {
    attributes["error.number"] = Number(errorNumber);
    attributes["error.text"] = errorText ?? "";
  }
}

/** Number and text of the system's error stay part of the message, also where the client stands between them. */
function readMessage(message: string, { causeText, attributes }: Groups): string {
  const cause = CAUSE.exec(message);
  if (cause !== null && cause[0] !== "") keepCause(cause, attributes);
  const refererAt = message.lastIndexOf(", referer: ");
  if (refererAt !== -1) attributes["http.request.header.referer"] = message.slice(refererAt + 11);
  const body = refererAt === -1 ? message : message.slice(0, refererAt);
  const code = CODE.exec(body.slice(0, 10));
  if (code !== null) attributes["apache.message_id"] = code[0];
  return causeText + body;
}
