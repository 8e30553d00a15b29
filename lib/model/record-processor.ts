import type { LogRecord } from "./log-record.ts";

/** What a processor sees of a record, and returns: all of it but its place in the file. It is frozen, through and through. */
export type RecordContent = Readonly<Omit<LogRecord, "kind" | "recordNumber" | "byteOffset" | "byteLength">>;

/**
 * What an organisation does with the records of a format before they are stored: enrich, drop or split them. Pieces that
 * could not be parsed are not shown to it. See docs/extending.md.
 */
export interface RecordProcessor {
  /** Names it in the notes of files: lower-case letters, digits and single hyphens. */
  readonly name: string;
  /** From 1; raised when the same records would become others. */
  readonly version: number;
  /** Ids of formats, built in or an organisation's own. */
  readonly formats: readonly string[];
  /** Absent = for the files of every organisation. */
  readonly organizationId?: string;
  /**
   * The records that one becomes: none drops it, itself leaves it as it is. Depends on nothing but what it is given, so
   * that a file read again, or on from a checkpoint, gives the same records. What it throws turns the record into a
   * piece that is kept as text, with the reason.
   */
  process(record: RecordContent, context: ProcessorContext): readonly RecordContent[];
}

export interface ProcessorContext {
  /** Id of the file's format. */
  format: string;
}

/** What a processor did to the records of one file. */
export interface ProcessorTally {
  name: string;
  version: number;
  /** The first record that it could have made. */
  fromRecord: number;
  /** The last one, where reading went on without it or with another version; null = it is at work to the end. */
  toRecord: number | null;
  dropped: number;
  /** Records that became several, and how many those are. */
  split: number;
  made: number;
  changed: number;
  /** Kept as text, because it failed on them. */
  failed: number;
}
