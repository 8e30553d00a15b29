import type { LabelledFile } from "./read-labels.ts";
import type { WholeFile } from "./read-whole.ts";

/** One record, or so much of the expected ones, whichever is more. */
const TOLERATED_RECORDS = 1;
const TOLERATED_SHARE = 0.005;

export interface Score {
  file: LabelledFile;
  read: WholeFile;
  /** Null when it is not scored. */
  isFormatRight: boolean | null;
  isCountRight: boolean | null;
  /** Nothing is lost: every byte in exactly one piece, and no early end. */
  isWhole: boolean;
}

export function score(file: LabelledFile, read: WholeFile): Score {
  return {
    file,
    read,
    isFormatRight: file.formats === null ? null : file.formats.includes(read.format),
    isCountRight: file.records === null ? null : isNear(read.records, file.records),
    isWhole: read.gap === null && (read.problem === null || isEmpty(read)),
  };
}

function isNear(records: number, { atLeast, atMost }: { atLeast: number; atMost: number }): boolean {
  const tolerance = Math.max(TOLERATED_RECORDS, atLeast * TOLERATED_SHARE);
  return records >= atLeast - tolerance && records <= atMost + tolerance;
}

/** Of a file without a byte, the problem says just that. */
function isEmpty(read: WholeFile): boolean {
  return read.contentBytes === 0 && read.records === 0;
}

/** One row a miss: file, what, expected, got, remark. */
export function missRows(scores: readonly Score[]): string[][] {
  return scores.flatMap(({ file, read, isFormatRight, isCountRight, isWhole }) => [
    ...(isFormatRight === false ? [[file.file, "format", file.formats?.join(", ") ?? "", read.format, ""]] : []),
    ...(isCountRight === false ? [countRow(file, read)] : []),
    ...(isWhole ? [] : [[file.file, "loss", "all bytes", String(read.contentBytes), read.gap ?? read.problem ?? ""]]),
  ]);
}

function countRow({ file, records }: LabelledFile, read: WholeFile): string[] {
  const expected = records === null ? "" : `${records.atLeast}${rangeEnd(records)}`;
  return [file, "records", expected, `${read.records} and ${read.rejects} rejects`, records?.method ?? ""];
}

function rangeEnd({ atLeast, atMost }: { atLeast: number; atMost: number }): string {
  return atMost > atLeast ? ` to ${atMost}` : "";
}

/** The figures, as the last line of the test prints them. */
export function summary(scores: readonly Score[]) {
  const formats = scores.filter(({ isFormatRight }) => isFormatRight !== null);
  const counts = scores.filter(({ isCountRight }) => isCountRight !== null);
  const bytes = scores.reduce((sum, { read }) => sum + read.contentBytes, 0);
  const seconds = scores.reduce((sum, { read }) => sum + read.readMs, 0) / 1000;
  return {
    bench: "corpus",
    files: scores.length,
    format_files: formats.length,
    format_right: formats.filter(({ isFormatRight }) => isFormatRight === true).length,
    records_files: counts.length,
    records_right: counts.filter(({ isCountRight }) => isCountRight === true).length,
    rejects: scores.reduce((sum, { read }) => sum + read.rejects, 0),
    mb_per_s: seconds === 0 ? 0 : Math.round((bytes / 1e6 / seconds) * 10) / 10,
  };
}
