import type { FileRecord } from "#lib/model/log-record.ts";
import { SEVERITY } from "#lib/model/severity.ts";

/** One row of a preview. */
export interface PreviewRow {
  recordNumber: number;
  /** Microseconds since 1970; null = no usable time. */
  timeUs: number | null;
  severityNumber: number;
  /** Component or logger that wrote it. */
  source: string | null;
  text: string;
  /** Why it could not be parsed; null = it could. */
  rejectReason: string | null;
}

/** How many rows are shown around an error. */
export const PREVIEW_ROWS = 20;
const ROWS_BEFORE = 7;
const ROWS_AFTER = PREVIEW_ROWS - ROWS_BEFORE - 1;
/** Errors whose surroundings are kept: a file may hold millions. */
const MAX_ERRORS = 40;
const MAX_TEXT_CHARS = 600;

/** Keeps the rows around the first errors while the records of a file pass by, and nothing of the rest. */
export class PreviewRows {
  readonly #rows = new Map<number, PreviewRow>();
  readonly #errors: number[] = [];
  readonly #recent: FileRecord[] = [];
  #keepUntil = PREVIEW_ROWS;

  observe(record: FileRecord): void {
    if (this.#errors.length < MAX_ERRORS && record.kind === "record" && record.severityNumber >= SEVERITY.error) {
      this.#errors.push(record.recordNumber);
      for (const earlier of this.#recent) this.keep(earlier);
      this.#keepUntil = Math.max(this.#keepUntil, record.recordNumber + ROWS_AFTER);
    }
    if (record.recordNumber <= this.#keepUntil) this.keep(record);
    this.#recent.push(record);
    if (this.#recent.length >= PREVIEW_ROWS) this.#recent.shift();
  }

  keep(record: FileRecord): void {
    if (!this.#rows.has(record.recordNumber)) this.#rows.set(record.recordNumber, rowOf(record));
  }

  has(recordNumber: number): boolean {
    return this.#rows.has(recordNumber);
  }

  /** Numbers of the first error records, in order. */
  errors(): number[] {
    return [...this.#errors];
  }

  /** In the order of the file, with gaps between the stretches. */
  rows(): PreviewRow[] {
    return [...this.#rows.values()].sort((one, other) => one.recordNumber - other.recordNumber);
  }
}

/** The records whose rows stand around one: seven before it, twelve after it. */
export function rangeAround(recordNumber: number): { first: number; last: number } {
  const first = Math.max(1, recordNumber - ROWS_BEFORE);
  return { first, last: first + PREVIEW_ROWS - 1 };
}

/** Up to {@link PREVIEW_ROWS} rows without a gap around a record; null = the start of the file. */
export function rowsAround(rows: readonly PreviewRow[], recordNumber: number | null): PreviewRow[] {
  const at = Math.max(
    0,
    rows.findIndex((row) => row.recordNumber === recordNumber),
  );
  let start = at;
  let end = at + 1;
  const isNext = (index: number) => rows[index]?.recordNumber === (rows[index - 1]?.recordNumber ?? 0) + 1;
  const back = () => start > 0 && isNext(start) && start--;
  while (at - start < ROWS_BEFORE && back());
  while (end - start < PREVIEW_ROWS && end < rows.length && isNext(end)) end++;
  // At the end of the file the rows before it fill up.
  while (end - start < PREVIEW_ROWS && back());
  return rows.slice(start, end);
}

function rowOf(record: FileRecord): PreviewRow {
  const text = record.body.slice(0, MAX_TEXT_CHARS);
  const { recordNumber } = record;
  if (record.kind === "reject") {
    return { recordNumber, timeUs: null, severityNumber: 0, source: null, text, rejectReason: record.reason };
  }
  const { timestampUs, severityNumber, logger = null } = record;
  return { recordNumber, timeUs: timestampUs, severityNumber, source: logger, text, rejectReason: null };
}
