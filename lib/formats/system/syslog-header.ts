import type { JsonObject } from "#lib/model/json.ts";
import { readStructuredData } from "./structured-data.ts";
import { readSyslogStamp, type SyslogStamp } from "./syslog-stamp.ts";

/** What stands before the message of a syslog line. */
export interface SyslogHeader {
  /** Facility * 8 + severity, 0 to 191; null where none is written. */
  priority: number | null;
  isRfc5424: boolean;
  stamp: SyslogStamp | null;
  host?: string;
  /** Program, also called tag or APP-NAME. */
  tag?: string;
  /** Process id as written. */
  process?: string;
  /** Of the program, as macOS writes it behind the process id. */
  part?: string;
  messageId?: string;
  structured?: JsonObject;
  /** A level as macOS writes it behind the program. */
  level?: string;
  /** Seconds since the kernel started. */
  uptimeSeconds?: number;
  message: string;
}

/** RFC 6587's octet count, the priority, and the sequence number of Cisco's routers. */
const START = /^(?:\d{1,7} (?=<))?(?:<(\d{1,3})>(?:(\d{1,2}) )?)?(?:\d{1,10}: (?=[*.:A-Z]))?/;
const KERNEL = /\[ {0,8}(\d{1,9})\.(\d{6})\](?:\[ {0,6}[TC]\d{1,10}\])? ?/y;
/** `program[pid]:`, also with a module, and as macOS adds sub-service and level. */
const TAG =
  /(?<tag>[^\s:[\]<>]{1,100})(?:\[(?<process>[^\]\s]{0,40})\])?(?: \((?<part>[^)\n]{1,100})\))?(?: <(?<level>[A-Za-z]{3,10})>)?:(?=\s|$)/y;
/** Programs whose name has spaces are only told by their process id. */
const SPACED_TAG =
  /(?<tag>[\w.-]{1,60}(?: [\w.-]{1,60}){1,3})\[(?<process>\d{1,10})\](?: <(?<level>[A-Za-z]{3,10})>)?:(?=\s|$)/y;
const REPEATED = /(?:--- )?last message repeated /y;

/** Reads the header of a syslog line of RFC 3164, RFC 5424 or a relative; null when it has neither time nor priority. */
export function readSyslogHeader(text: string): SyslogHeader | null {
  const [start = "", priorityText, version] = START.exec(text) ?? [];
  const priority = priorityText === undefined || Number(priorityText) > 191 ? null : Number(priorityText);
  if (priority !== null && version !== undefined) {
    const header = readRfc5424(text, start.length, priority);
    if (header !== null) return header;
  }
  const kernel = readKernel(text, start.length, priority);
  if (kernel !== null) return kernel;
  const stamp = readSyslogStamp(text, start.length);
  if (stamp === null && priority === null) return null;
  const header: SyslogHeader = { priority, isRfc5424: false, stamp, message: "" };
  readSource(text, stamp?.end ?? start.length, header);
  return header;
}

/** True for a line with which a record starts. */
export function isSyslogStart(text: string): boolean {
  const [start = "", priority] = START.exec(text) ?? [];
  if (priority !== undefined && Number(priority) <= 191) return true;
  KERNEL.lastIndex = start.length;
  return readSyslogStamp(text, start.length) !== null || KERNEL.test(text);
}

function readRfc5424(text: string, at: number, priority: number): SyslogHeader | null {
  const fields: string[] = [];
  let from = at;
  while (fields.length < 5) {
    const space = text.indexOf(" ", from);
    if (space === -1 || space - from > 256) return null;
    fields.push(text.slice(from, space));
    from = space + 1;
  }
  const [time = "", host = "-", tag = "-", process = "-", messageId = "-"] = fields;
  const stamp = time === "-" ? null : readSyslogStamp(time, 0);
  if (time !== "-" && stamp === null) return null;
  const data = readStructuredData(text, from);
  const messageAt = data === null ? from : text.charCodeAt(data.end) === 0x20 ? data.end + 1 : data.end;
  return {
    priority,
    isRfc5424: true,
    stamp,
    host: given(host),
    tag: given(tag),
    process: given(process),
    messageId: given(messageId),
    structured: data?.elements ?? undefined,
    message: text.slice(text.charCodeAt(messageAt) === 0xfeff ? messageAt + 1 : messageAt).trimStart(),
  };
}

function given(text: string): string | undefined {
  return text === "-" || text === "" ? undefined : text;
}

function readKernel(text: string, at: number, priority: number | null): SyslogHeader | null {
  KERNEL.lastIndex = at;
  const match = KERNEL.exec(text);
  if (match === null) return null;
  const uptimeSeconds = Number(`${match[1]}.${match[2]}`);
  return {
    priority,
    isRfc5424: false,
    stamp: null,
    tag: "kernel",
    uptimeSeconds,
    message: text.slice(at + match[0].length),
  };
}

/** Reads host and program behind the time; either may be missing. */
function readSource(text: string, from: number, header: SyslogHeader): void {
  // A colon right behind the time: Cisco and BSD write the message without a host.
  let at = text.charCodeAt(from) === 0x3a ? from + 1 : from;
  const hasHost = at === from && header.stamp !== null;
  at = skipSpaces(text, at);
  if (hasHost && !isTagAt(text, at) && !isRepeated(text, at)) {
    const space = text.indexOf(" ", at);
    const end = space === -1 ? text.length : space;
    if (end - at <= 255 && end > at) {
      header.host = text.slice(at, end);
      at = skipSpaces(text, end);
    }
  }
  header.message = text.slice(readTag(text, at, header)).trimStart();
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x20) at++;
  return at;
}

function isTagAt(text: string, at: number): boolean {
  TAG.lastIndex = at;
  return TAG.test(text);
}

function isRepeated(text: string, at: number): boolean {
  REPEATED.lastIndex = at;
  return REPEATED.test(text);
}

/** Gives the place behind the program. */
function readTag(text: string, at: number, header: SyslogHeader): number {
  TAG.lastIndex = at;
  SPACED_TAG.lastIndex = at;
  const match = TAG.exec(text) ?? SPACED_TAG.exec(text);
  if (match === null) return at;
  const { tag, process, level, part } = match.groups ?? {};
  header.tag = tag;
  if (process !== undefined && process !== "") header.process = process;
  if (level !== undefined) header.level = level;
  if (part !== undefined) header.part = part;
  return at + match[0].length;
}
