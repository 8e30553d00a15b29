import type { FailingLine, Lane } from "#lib/model/log-file.ts";
import type { FileRecord } from "#lib/model/log-record.ts";

export interface RaiseEvidence {
  /** Id of the format it is read in. */
  format: string;
  records: readonly FileRecord[];
  alerts: readonly { title: string; lane: Lane; line: FailingLine | null }[];
}

/** Why a file belongs into High, with the line that says so. */
export interface RaiseReason {
  reason: string;
  recordNumber: number | null;
  byteOffset: number | null;
}

const FATAL = 21;
const ERROR = 17;
const ENROLLMENT =
  /\b0x8018[0-9a-f]{4}\b|\b(?:MDM )?enroll(?:ment)?\b[^\n]{0,80}?\b(?:failed|failure)\b|\bfailed to enroll\b/i;
const MAYBE_ENROLLMENT = /0x8018|enroll/i;
const EVENT_FORMATS = new Set(["evtx", "event-xml"]);
const LONGEST_QUOTE = 90;

/** What in a batch makes its file critical, the first of it; null = nothing. */
export function raiseReason({ format, records, alerts }: RaiseEvidence): RaiseReason | null {
  const alert = alerts.find(({ lane }) => lane === "high");
  if (alert !== undefined) {
    const { line } = alert;
    const where = line === null ? "" : ` (line ${line.recordNumber})`;
    return {
      reason: `Raised while it was read: ${alert.title}${where}.`,
      recordNumber: line?.recordNumber ?? null,
      byteOffset: line?.byteOffset ?? null,
    };
  }
  for (const record of records) {
    const because = becauseOf(record, format);
    if (because === null) continue;
    const { recordNumber, byteOffset } = record;
    const quote = quoted(record.body);
    return {
      reason: `Raised while it was read: ${because}, "${quote}" (line ${recordNumber}).`,
      recordNumber,
      byteOffset,
    };
  }
  return null;
}

function becauseOf(record: FileRecord, format: string): string | null {
  if (record.kind === "reject") return null;
  if (record.severityNumber >= FATAL) return "a fatal entry";
  if (record.severityNumber >= ERROR && EVENT_FORMATS.has(format)) return "an error in a Windows event log";
  // The cheap look first: nearly every line ends here.
  return MAYBE_ENROLLMENT.test(record.body) && ENROLLMENT.test(record.body) ? "a device enrollment failed" : null;
}

function quoted(text: string): string {
  const clean = text
    .slice(0, 4 * LONGEST_QUOTE)
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replaceAll('"', "'")
    .trim();
  return clean.length > LONGEST_QUOTE ? `${clean.slice(0, LONGEST_QUOTE - 1)}…` : clean;
}
