import type { ParsedRecord } from "#lib/formats/format.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import { GENERAL_KEYS } from "./general-keys.ts";
import { MappedReader } from "./mapped-record.ts";

const reader = new MappedReader(GENERAL_KEYS);
/** rsyslog and syslog-ng write it before structured messages (CEE, "lumberjack"). */
const COOKIE = /^@cee: ?/;

/**
 * The record of a line whose `text` is JSON itself, as containers and services write it: time, host and process are those
 * of the line around it; message, level and all else are what the object says. Other records stay as they are.
 */
export function withInnerJson(record: ParsedRecord, text: string): ParsedRecord {
  const object = text.startsWith("@cee:") ? text.replace(COOKIE, "") : text;
  if (!object.startsWith("{") || !object.trimEnd().endsWith("}")) return record;
  const inner = reader.parse(object.trimEnd());
  if (inner.kind === "reject") return record;
  const isLevelled = inner.severityNumber !== SEVERITY.unspecified;
  const { "log.severity_source": guess, ...own } = record.attributes ?? {};
  const attributes = { ...own, ...inner.attributes };
  if (!isLevelled && guess !== undefined) attributes["log.severity_source"] = guess;
  if (record.logger !== undefined && inner.logger !== undefined) attributes["log.logger"] = inner.logger;
  return {
    ...inner,
    ...(record.timeUs === null && record.timeText === undefined ? {} : timeOf(record)),
    severityNumber: isLevelled ? inner.severityNumber : record.severityNumber,
    severityText: isLevelled ? inner.severityText : record.severityText,
    hostName: record.hostName ?? inner.hostName,
    processId: record.processId ?? inner.processId,
    logger: record.logger ?? inner.logger,
    attributes: Object.keys(attributes).length > 0 ? attributes : undefined,
    sharedAttributes: record.sharedAttributes,
  };
}

function timeOf({ timeUs, isLocalTime, timeText }: ParsedRecord) {
  return { timeUs, isLocalTime, timeText };
}
