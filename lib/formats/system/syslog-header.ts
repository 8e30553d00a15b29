import type { JsonObject } from "#lib/model/json.ts";
import { readStructuredData } from "./structured-data.ts";
import { isSyslogStamp, readSyslogStamp, type SyslogStamp } from "./syslog-stamp.ts";

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
const TAG = /([^\s:[\]<>]{1,100})(?:\[([^\]\s]{0,40})\])?(?: \(([^)\n]{1,100})\))?(?: <([A-Za-z]{3,10})>)?:(?=\s|$)/y;
/** Programs whose name has spaces are only told by their process id. */
const SPACED_TAG = /([\w.-]{1,60}(?: [\w.-]{1,60}){1,3})\[(\d{1,10})\](?: <([A-Za-z]{3,10})>)?:(?=\s|$)/y;
/** journalctl's own lines between the records. */
const MARK = /^-- .{1,200} --$/;
/** Chrome OS writes the level where others write the host. */
const LEVEL_FIRST =
  /(EMERG|ALERT|CRIT|ERR|WARNING|NOTICE|INFO|DEBUG) (?=[^\s:[\]<>]{1,100}(?:\[\d{1,10}\]|(?<= kernel)):)/y;
const HOST = /[\p{L}\p{N}(][^\s[\]<>"'{}=,;]{0,254}(?=\s|$)|::[\da-fA-F:.]{0,45}(?=\s|$)/uy;
const REPEATED = /(?:--- )?last message repeated /y;

/** Reads the header of a syslog line of RFC 3164, RFC 5424 or a relative; null when it has neither time nor priority. */
export function readSyslogHeader(text: string): SyslogHeader | null {
  // Most lines start with the time, and need none of the rest looked for.
  const first = readSyslogStamp(text, 0);
  if (first !== null)
    return readSource(text, first.end, { priority: null, isRfc5424: false, stamp: first, message: "" });
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
  return readSource(text, stamp?.end ?? start.length, { priority, isRfc5424: false, stamp, message: "" });
}

/** True for a line with which a record starts. */
export function isSyslogStart(text: string): boolean {
  if (isSyslogStamp(text, 0) || isJournalMark(text)) return true;
  const [start = "", priority] = START.exec(text) ?? [];
  if (priority !== undefined && Number(priority) <= 191) return true;
  KERNEL.lastIndex = start.length;
  return KERNEL.test(text) || (start !== "" && isSyslogStamp(text, start.length));
}

/** True for what journalctl writes between the records: a reboot, where the journal begins. */
export function isJournalMark(text: string): boolean {
  return text.startsWith("-- ") && MARK.test(text);
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
function readSource(text: string, from: number, header: SyslogHeader): SyslogHeader {
  // A colon right behind the time: Cisco and BSD write the message without a host.
  const hasColon = text.charCodeAt(from) === 0x3a;
  let at = readLevel(text, skipSpaces(text, hasColon ? from + 1 : from), header);
  let messageAt = -1;
  if (!hasColon && header.stamp !== null && !isRepeated(text, at)) {
    messageAt = readTag(text, at, header);
    HOST.lastIndex = at;
    const host = messageAt === -1 ? HOST.exec(text) : null;
    if (host !== null) {
      header.host = host[0];
      at = skipSpaces(text, at + host[0].length);
      // Cisco's firewalls set a colon between host and message.
      if (text.startsWith(": ", at)) at = skipSpaces(text, at + 2);
    }
  }
  if (messageAt === -1) messageAt = readTag(text, at, header);
  if (messageAt === -1 && header.host !== undefined) messageAt = readSpacedTag(text, at, header);
  header.message = text.slice(messageAt === -1 ? at : skipSpaces(text, messageAt));
  return header;
}

/** Gives the place behind a level that stands before the program. */
function readLevel(text: string, at: number, header: SyslogHeader): number {
  if (header.stamp === null || header.stamp.year === null) return at;
  LEVEL_FIRST.lastIndex = at;
  const match = LEVEL_FIRST.exec(text);
  if (match === null) return at;
  header.level = match[1];
  return at + match[0].length;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x20) at++;
  return at;
}

function isRepeated(text: string, at: number): boolean {
  REPEATED.lastIndex = at;
  return REPEATED.test(text);
}

/** Gives the place behind the program, or -1 where none stands. */
function readTag(text: string, at: number, header: SyslogHeader): number {
  TAG.lastIndex = at;
  const match = TAG.exec(text);
  if (match === null) return -1;
  const [all, tag, process, part, level] = match;
  setProgram(header, { tag, process, level });
  if (part !== undefined) header.part = part;
  return at + all.length;
}

/** As `readTag`; only behind a host, for else the host would be part of the name. */
function readSpacedTag(text: string, at: number, header: SyslogHeader): number {
  SPACED_TAG.lastIndex = at;
  const match = SPACED_TAG.exec(text);
  if (match === null) return -1;
  const [all, tag, process, level] = match;
  setProgram(header, { tag, process, level });
  return at + all.length;
}

interface Program {
  tag: string | undefined;
  process: string | undefined;
  level: string | undefined;
}

function setProgram(header: SyslogHeader, { tag, process, level }: Program): void {
  header.tag = tag;
  if (process !== undefined && process !== "") header.process = process;
  if (level !== undefined) header.level = level;
}
