import type { FormatSettings, LogFormat, ParsedPiece, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import { presentAttributes } from "#lib/formats/present-attributes.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import { postgresDetail, postgresSeverity } from "./postgres-level.ts";
import { type PostgresPrefix, readPostgresLine, readPostgresPrefix } from "./postgres-line.ts";
import { isSyslogStart } from "./syslog-header.ts";

/**
 * Logs of a PostgreSQL server (log_destination = stderr). Facts: "Error Reporting and Logging" in its manual, elog.c for
 * severities and for the tab before continued lines, the translations of both. What csvlog holds in one row (detail,
 * hint, context, statement) is one record here too.
 */
export const postgres: LogFormat = {
  id: "postgres",
  title: FORMAT_TITLES.postgres,
  version: 2,
  framing: { kind: "multi-line", starts: (line) => readPostgresLine(line)?.isDetail === false },
  detect,
  survey,
  createParser: () => ({ parse: ({ text }) => parse(text), state: () => null }),
  samples: [
    "2025-10-09 08:53:20.123 UTC [812] LOG:  database system is ready to accept connections\n",
    '2025-10-09 08:53:20.123 CEST [812] avery@tally ERROR:  relation "orders" does not exist at character 15\n2025-10-09 08:53:20.123 CEST [812] avery@tally STATEMENT:  select * from orders\n',
    "2025-10-09 08:53:20 CEST [812-1] user=avery,db=tally,app=psql,client=10.0.0.7 FEHLER:  Relation »orders« existiert nicht\n",
  ],
};

function detect(sample: TextSample): number {
  const lines = sampleLines(sample);
  let dated = 0;
  let marked = 0;
  for (const text of lines) {
    const line = readPostgresLine(text);
    // Within syslog other programs write too.
    if (line === null || isSyslogStart(text)) continue;
    marked++;
    if (readPostgresPrefix(line.prefix).time !== undefined) dated++;
  }
  if (marked === 0 || dated === 0) return marked > lines.length / 2 ? 0.3 : 0;
  // Statements may take many more lines than the records that they belong to.
  const share = marked / lines.length;
  return share < 0.05 ? 0.3 : 0.7 + 0.28 * Math.min(1, share * 1.5);
}

/** UTC is a zone; other abbreviations (CST, IST) name several. */
function survey(sample: TextSample): FormatSettings {
  const zones = new Set<string>();
  for (const text of sampleLines(sample)) {
    const line = readPostgresLine(text);
    const time = line === null ? undefined : readPostgresPrefix(line.prefix).time;
    if (time !== undefined) zones.add("epoch" in time ? "UTC" : (time.zone ?? "none"));
  }
  const local = [...zones].filter((zone) => !isKnownZone(zone));
  if (local.length === 0) return { hasRecordZone: zones.size > 0 };
  const named = local.find((zone) => zone !== "none");
  return named === undefined
    ? {}
    : { notes: [`Its times say ${named.slice(0, 8)}, an abbreviation that names no zone for certain.`] };
}

function isKnownZone(zone: string | undefined): boolean {
  return zone !== undefined && /^(?:UTC|GMT|[+-]\d\d.*)$/.test(zone);
}

function parse(text: string): ParsedPiece {
  const line = readPostgresLine(text.slice(0, 1000));
  if (line === null || line.isDetail) {
    return {
      kind: "reject",
      reason: "Not the start of a PostgreSQL record: no severity such as LOG: or ERROR: is in it.",
    };
  }
  const prefix = readPostgresPrefix(line.prefix);
  const { body, details } = readParts(text, line.messageAt);
  const severityNumber = postgresSeverity(line.word) ?? SEVERITY.unspecified;
  const time = timeOf(prefix);
  return {
    kind: "record",
    ...time,
    severityNumber,
    severityText: line.word.toLowerCase() in SEVERITY ? undefined : line.word,
    body,
    processId: prefix.processId,
    userId: prefix.user,
    remoteAddress: prefix.client,
    processingTimeMs: durationMs(body),
    attributes: ownAttributes(prefix, { details, hasTime: time.timeUs !== null, written: line.prefix }),
    sharedAttributes: undefined,
  };
}

function timeOf({ time }: PostgresPrefix): { timeUs: number | null; isLocalTime: boolean; timeText?: string } {
  if (time === undefined) return { timeUs: null, isLocalTime: true };
  if ("epoch" in time) return { timeUs: Math.round(Number(time.epoch) * 1000) * 1000, isLocalTime: false };
  const zone = isKnownZone(time.zone) ? (time.zone?.replace(/^(?:UTC|GMT)$/, "Z") ?? "") : "";
  const read = isoTime(`${time.date}T${time.clock}${zone}`);
  const timeText = `${time.date} ${time.clock}${time.zone === undefined ? "" : ` ${time.zone}`}`;
  return {
    timeUs: read?.timeUs ?? null,
    isLocalTime: read?.isLocal ?? true,
    timeText: read === null ? timeText : undefined,
  };
}

interface Parts {
  body: string;
  /** By name: detail, hint, context, statement. */
  details: JsonObject;
}

/** The message, and the lines that say more of it; a tab starts the lines that go on. */
function readParts(text: string, messageAt: number): Parts {
  const [first = "", ...rest] = text.slice(messageAt).split("\n");
  const parts: { name: string; lines: string[] }[] = [{ name: "", lines: [first.trimEnd()] }];
  for (const raw of rest) {
    const detail = readPostgresLine(raw);
    const name = detail?.isDetail === true ? postgresDetail(detail.word) : undefined;
    if (detail !== null && name !== undefined) parts.push({ name, lines: [raw.slice(detail.messageAt).trimEnd()] });
    else parts.at(-1)?.lines.push(raw.replace(/^\t/, "").trimEnd());
  }
  const details: JsonObject = {};
  for (const { name, lines } of parts.slice(1)) {
    const before = details[name];
    details[name] = (typeof before === "string" ? `${before}\n` : "") + lines.join("\n");
  }
  return { body: parts[0]?.lines.join("\n") ?? "", details };
}

const DURATION = /^\p{L}[\p{L} ]{1,30}: (\d{1,12}\.\d{3}) /u;

/** `duration: 12.345 ms`, in any language. */
function durationMs(body: string): number | undefined {
  const found = DURATION.exec(body)?.[1];
  return found === undefined || !/^[^:]+: [\d.]+ (?:ms|мс)/.test(body) ? undefined : Number(found);
}

interface Own {
  details: JsonObject;
  hasTime: boolean;
  written: string;
}

function ownAttributes(
  { database, application, time }: PostgresPrefix,
  { details, hasTime, written }: Own,
): JsonObject | undefined {
  const attributes: JsonObject = {};
  if (database !== undefined) attributes["db.namespace"] = database;
  if (application !== undefined) attributes["db.application_name"] = application;
  for (const name in details) attributes[`postgres.${name}`] = details[name] ?? "";
  // The abbreviation of a zone can't be recovered once the time is a number.
  if (hasTime && time !== undefined && "zone" in time && time.zone !== undefined && !isKnownZone(time.zone)) {
    attributes["log.time_text"] = `${time.date} ${time.clock} ${time.zone}`;
  }
  if (!hasTime && written.trim() !== "") attributes["postgres.prefix"] = written.trim();
  return presentAttributes(attributes);
}
