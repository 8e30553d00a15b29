import type { FileReading } from "./log-file.ts";
import type { SeverityCounts, SeverityLevel } from "./severity.ts";

/** What is different about a piece of a file when it is read in another way. */
export type ReadingChange =
  /** Kept as text now, a record then. */
  | { kind: "parsed" }
  /** A record now, kept as text then. */
  | { kind: "unparsed" }
  /** Several pieces now are fewer then, or the other way round; `moved` = as many that begin elsewhere. */
  | { kind: "joined" | "split" | "moved" }
  | { kind: "time-moves"; shiftUs: number }
  | { kind: "time-gained" | "time-lost" }
  | { kind: "severity"; from: SeverityLevel; to: SeverityLevel }
  | { kind: "text" }
  | { kind: "fields" }
  /** Kept as text both times, with another reason. */
  | { kind: "reason" }
  /** What is left when too many different ones were met to name each. */
  | { kind: "others" };

/** All pieces that differ in the same way. */
export interface ChangeGroup {
  change: ReadingChange;
  /** Records (and pieces kept as text) of the present reading. */
  count: number;
  /** The first of them in the present reading. */
  firstRecordNumber: number;
  byteOffset: number;
}

/** A record or a piece kept as text, as one of the two readings has it. */
export interface ReadPiece {
  isReject: boolean;
  timestampUs: number | null;
  level: SeverityLevel;
  /** The beginning. */
  text: string;
  /** Why it was kept as text. */
  reason: string | null;
}

/** One place that differs; `now` and `next` cover the same bytes, and only the first pieces are listed. */
export interface DifferenceSample {
  recordNumber: number;
  byteOffset: number;
  byteLength: number;
  changes: ReadingChange[];
  now: ReadPiece[];
  next: ReadPiece[];
  nowCount: number;
  nextCount: number;
  /** Fields with another value, by name; null = it is not there. */
  fields: { name: string; now: string | null; next: string | null }[];
}

/** What one of the two readings made of the bytes that were compared. */
export interface ReadingTotals {
  reading: FileReading;
  records: number;
  rejects: number;
  severities: SeverityCounts;
  /** Records without a usable time. */
  withoutTime: number;
  firstTimestampUs: number | null;
  lastTimestampUs: number | null;
  /** The earliest line that explains a failure, when there is one. */
  failingLine: { byteOffset: number; text: string } | null;
  /** Why it could not be read to its end. */
  problem: string | null;
}

/** Two readings of the same bytes, side by side. */
export interface ReadingComparison {
  now: ReadingTotals;
  next: ReadingTotals;
  /** Pieces of the present reading that would be read differently. */
  differing: number;
  /** Largest first. */
  groups: ChangeGroup[];
  /** In the order of the file. */
  samples: DifferenceSample[];
  comparedBytes: number;
  /** False when the time for it was over before all bytes were compared. */
  isComplete: boolean;
}
