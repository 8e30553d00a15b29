import type { ParsedRecord } from "#lib/formats/format.ts";
import { plainSeverity } from "#lib/formats/text/plain-severity.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import { type JsonTime, jsonTime } from "./json-time.ts";
import { parseJson } from "./parse-json.ts";

/** A few words without a brace before the object: a time, a level, the name of a container. */
const PREFIX = /^(?:[^\s{}]{1,80}[ \t]{1,40}){1,4}(?=\{")/;
const TIME = /\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/;
const CONTAINER = /^([\w.-]{1,80})[ \t]+\|(?:[ \t]|$)/;

export interface PrefixedJson {
  prefix: string;
  object: JsonObject;
  /** The object as written. */
  text: string;
}

/**
 * A line of JSON with what a tool put before it: kubectl logs --timestamps, docker compose logs, pm2, stern, a logger's
 * own time. Null when it is none.
 */
export function prefixedJson(line: string): PrefixedJson | null {
  if (!line.endsWith("}")) return null;
  const found = PREFIX.exec(line)?.[0];
  if (found === undefined) return null;
  const text = line.slice(found.length);
  const object = parseJson(text);
  return typeof object === "string" ? null : { prefix: found.trimEnd(), object, text };
}

export function prefixTime(prefix: string): JsonTime | null {
  return jsonTime(TIME.exec(prefix)?.[0]);
}

/** The prefix tells what the object does not: the time, the level, and the container as the logger. */
export function readPrefix(record: ParsedRecord, prefix: string): void {
  record.attributes = { ...record.attributes, "log.prefix": prefix };
  const [, container] = CONTAINER.exec(prefix) ?? [];
  if (container !== undefined) record.logger ??= container;
  const level = record.severityNumber === SEVERITY.unspecified ? plainSeverity(prefix) : null;
  if (level?.isKeyword === false) record.severityNumber = level.severityNumber;
  const time = record.timeUs === null ? prefixTime(prefix) : null;
  if (time === null) return;
  record.timeUs = time.timeUs;
  record.isLocalTime = time.isLocal;
}
