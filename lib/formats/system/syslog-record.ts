import type { ParsedRecord } from "#lib/formats/format.ts";
import { withInnerJson } from "#lib/formats/json/inner-json.ts";
import { presentAttributes } from "#lib/formats/present-attributes.ts";
import { syslogSeverity } from "#lib/formats/syslog-severity.ts";
import { plainSeverity } from "#lib/formats/text/plain-severity.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";
import type { SyslogHeader } from "./syslog-header.ts";
import type { SyslogYears } from "./syslog-year.ts";

/** RFC 5424, table 2. */
const SEVERITY_NAMES = ["emerg", "alert", "crit", "error", "warn", "notice", "info", "debug"];
/** RFC 5424, table 1, by the names of syslog.h. */
const FACILITIES =
  "kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp security console solaris-cron local0 local1 local2 local3 local4 local5 local6 local7".split(
    " ",
  );
const FACILITY_SETS: readonly JsonObject[] = FACILITIES.map((name) => ({ "syslog.facility": name }));
/** The levels that macOS writes behind the program and Chrome OS before it. */
const LEVELS: Readonly<Record<string, number>> = {
  emergency: 0,
  emerg: 0,
  alert: 1,
  critical: 2,
  crit: 2,
  error: 3,
  err: 3,
  warning: 4,
  notice: 5,
  info: 6,
  debug: 7,
};
/** %LINK-3-UPDOWN: the digit is the severity. */
const CISCO = /%[A-Z][A-Z0-9_]{1,40}(?:-[A-Z0-9_]{1,40})?-([0-7])-[A-Z0-9_]{1,60}/;
const REPEATED = /last message repeated (\d{1,9}) times?/;

/** The record that a line of syslog makes. */
export function syslogRecord(header: SyslogHeader, years: SyslogYears): ParsedRecord {
  const { stamp, process } = header;
  const timeUs = stamp === null ? null : years.timeUs(stamp);
  const severity = severityOf(header);
  const isNumber = process !== undefined && /^\d{1,10}$/.test(process);
  const record: ParsedRecord = {
    kind: "record",
    timeUs,
    isLocalTime: stamp !== null && stamp.offsetUs === null,
    timeText: stamp !== null && timeUs === null ? stamp.text : undefined,
    severityNumber: severity.severityNumber,
    severityText: severity.severityText,
    body: header.message,
    hostName: header.host,
    logger: header.tag,
    processId: isNumber ? Number(process) : undefined,
    attributes: ownAttributes(header, { isProcessNumber: isNumber, isGuess: severity.isGuess === true }),
    sharedAttributes: header.priority === null ? undefined : FACILITY_SETS[header.priority >> 3],
  };
  return withInnerJson(record, header.message);
}

function severityOf({ priority, level, tag = "", message }: SyslogHeader): {
  severityNumber: SeverityNumber;
  severityText?: string;
  isGuess?: boolean;
} {
  const digit = ciscoDigit(tag.startsWith("%") ? tag : message);
  const known = digit ?? (priority !== null ? priority & 7 : LEVELS[level?.toLowerCase() ?? ""]);
  const text = known === undefined ? undefined : SEVERITY_NAMES[Number(known)];
  if (text === undefined) {
    const guess = plainSeverity(message);
    return { severityNumber: guess?.severityNumber ?? SEVERITY.unspecified, isGuess: guess?.isKeyword };
  }
  const severityNumber = syslogSeverity(Number(known));
  return text in SEVERITY ? { severityNumber } : { severityNumber, severityText: text };
}

/** It stands at the start, or behind the router's own time. */
function ciscoDigit(text: string): string | undefined {
  const at = text.indexOf("%");
  return at === -1 || at > 100 ? undefined : CISCO.exec(text.slice(at, at + 150))?.[1];
}

interface Known {
  isProcessNumber: boolean;
  /** The severity is only what words of the message suggest. */
  isGuess: boolean;
}

function ownAttributes(header: SyslogHeader, { isProcessNumber, isGuess }: Known): JsonObject | undefined {
  const attributes: JsonObject = {};
  const { part, process, messageId, structured, uptimeSeconds, message } = header;
  if (process !== undefined && !isProcessNumber) attributes["syslog.procid"] = process;
  if (part !== undefined) attributes["syslog.part"] = part;
  if (messageId !== undefined) attributes["syslog.msgid"] = messageId;
  if (structured !== undefined) attributes["syslog.structured_data"] = structured;
  if (uptimeSeconds !== undefined) attributes["kernel.uptime_seconds"] = uptimeSeconds;
  const repeated = message.length < 200 ? REPEATED.exec(message) : null;
  if (repeated !== null) attributes["log.repeated_count"] = Number(repeated[1]);
  if (isGuess) attributes["log.severity_source"] = "keyword";
  return presentAttributes(attributes);
}
