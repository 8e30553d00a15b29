import type { FileRecord, LogRecord } from "#lib/model/log-record.ts";
import type { DifferenceSample, ReadingChange, ReadPiece } from "#lib/model/reading-difference.ts";
import { severityLevel } from "#lib/model/severity.ts";

const MAX_TEXT_CHARACTERS = 300;
const MAX_VALUE_CHARACTERS = 200;
const MAX_FIELDS = 12;

/** In which ways two readings of the same bytes as one piece differ; empty = they are equal. */
export function pieceChanges(now: FileRecord, next: FileRecord): ReadingChange[] {
  if (now.kind === "reject") {
    if (next.kind === "record") return [{ kind: "parsed" }];
    return now.reason === next.reason ? [] : [{ kind: "reason" }];
  }
  return next.kind === "reject" ? [{ kind: "unparsed" }] : recordChanges(now, next);
}

function recordChanges(now: LogRecord, next: LogRecord): ReadingChange[] {
  const changes: ReadingChange[] = [];
  const time = timeChange(now.timestampUs, next.timestampUs);
  if (time !== null) changes.push(time);
  const [from, to] = [severityLevel(now.severityNumber), severityLevel(next.severityNumber)];
  if (from !== to) changes.push({ kind: "severity", from, to });
  if (now.body !== next.body) changes.push({ kind: "text" });
  if (hasOtherFields(now, next)) changes.push({ kind: "fields" });
  return changes;
}

function timeChange(now: number | null, next: number | null): ReadingChange | null {
  if (now === next) return null;
  if (now === null) return { kind: "time-gained" };
  if (next === null) return { kind: "time-lost" };
  return { kind: "time-moves", shiftUs: next - now };
}

// Have columns or words of their own.
const APART = new Set([
  "kind",
  "recordNumber",
  "byteOffset",
  "byteLength",
  "timestampUs",
  "severityNumber",
  "body",
  "attributes",
  "sharedAttributes",
]);

function hasOtherFields(now: LogRecord, next: LogRecord): boolean {
  const [one, other] = [fieldsOf(now), fieldsOf(next)];
  if (one.size !== other.size) return true;
  for (const [name, value] of one) if (other.get(name) !== value) return true;
  return false;
}

/** Every field by name, its value as text; where an attribute is stored makes no difference. */
function fieldsOf(record: FileRecord | undefined): Map<string, string> {
  const fields = new Map<string, string>();
  if (record === undefined || record.kind === "reject") return fields;
  for (const part of [record, record.attributes, record.sharedAttributes]) {
    if (part === undefined) continue;
    for (const [name, value] of Object.entries(part)) {
      if (value === undefined || (part === record && APART.has(name))) continue;
      fields.set(name, typeof value === "string" ? value : JSON.stringify(value));
    }
  }
  return fields;
}

/** The fields of two records that have another value, as a person may see them. */
export function fieldDifferences(
  now: FileRecord | undefined,
  next: FileRecord | undefined,
): DifferenceSample["fields"] {
  const [one, other] = [fieldsOf(now), fieldsOf(next)];
  const names = [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
  const shown = (value: string | undefined) => (value === undefined ? null : value.slice(0, MAX_VALUE_CHARACTERS));
  return names.slice(0, MAX_FIELDS).map((name) => ({ name, now: shown(one.get(name)), next: shown(other.get(name)) }));
}

/** What of a piece is shown beside the other reading. */
export function readPiece(record: FileRecord): ReadPiece {
  const text = record.body.slice(0, MAX_TEXT_CHARACTERS);
  if (record.kind === "reject") {
    return { isReject: true, timestampUs: null, level: "unspecified", text, reason: record.reason };
  }
  const { timestampUs, severityNumber } = record;
  return { isReject: false, timestampUs, level: severityLevel(severityNumber), text, reason: null };
}
