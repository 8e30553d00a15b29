import type { FileCounts } from "#lib/model/log-file.ts";
import type { FileRecord, RejectedRecord } from "#lib/model/log-record.ts";
import { emptySeverityCounts, SEVERITY_LEVELS, type SeverityLevel, severityLevel } from "#lib/model/severity.ts";

/** What a batch adds to its file. */
export interface BatchSummary {
  counts: FileCounts;
  rejected: RejectedRecord[];
  /** Records with a time, by the minute they fall into (minutes since 1970), in the order of SEVERITY_LEVELS. */
  minutes: ReadonlyMap<number, number[]>;
}

const US_PER_MINUTE = 60_000_000;

export function emptyFileCounts(): FileCounts {
  return { records: 0, rejects: 0, severities: emptySeverityCounts(), firstTimestampUs: null, lastTimestampUs: null };
}

/** Counts a batch. Times go by value, not by order: logs of several writers run back and forth. */
export function summarize(records: readonly FileRecord[]): BatchSummary {
  const counts = emptyFileCounts();
  const rejected: RejectedRecord[] = [];
  const minutes = new Map<number, number[]>();
  for (const record of records) {
    if (record.kind === "reject") {
      rejected.push(record);
      continue;
    }
    const level = severityLevel(record.severityNumber);
    counts.severities[level]++;
    const timeUs = record.timestampUs;
    if (timeUs === null) continue;
    if (counts.firstTimestampUs === null || timeUs < counts.firstTimestampUs) counts.firstTimestampUs = timeUs;
    if (counts.lastTimestampUs === null || timeUs > counts.lastTimestampUs) counts.lastTimestampUs = timeUs;
    countMinute(minutes, Math.floor(timeUs / US_PER_MINUTE), level);
  }
  counts.rejects = rejected.length;
  counts.records = records.length - rejected.length;
  return { counts, rejected, minutes };
}

function countMinute(minutes: Map<number, number[]>, minute: number, level: SeverityLevel): void {
  let counts = minutes.get(minute);
  if (counts === undefined) {
    counts = SEVERITY_LEVELS.map(() => 0);
    minutes.set(minute, counts);
  }
  const index = SEVERITY_LEVELS.indexOf(level);
  counts[index] = (counts[index] ?? 0) + 1;
}

export function addCounts(a: FileCounts, b: FileCounts): FileCounts {
  const severities = emptySeverityCounts();
  for (const level of SEVERITY_LEVELS) severities[level] = a.severities[level] + b.severities[level];
  return {
    records: a.records + b.records,
    rejects: a.rejects + b.rejects,
    severities,
    firstTimestampUs: pick(Math.min, a.firstTimestampUs, b.firstTimestampUs),
    lastTimestampUs: pick(Math.max, a.lastTimestampUs, b.lastTimestampUs),
  };
}

/** As a chunk keeps them: the levels in their order, then the rejects. */
export function levelCounts(counts: FileCounts): number[] {
  return [...SEVERITY_LEVELS.map((level) => counts.severities[level]), counts.rejects];
}

function pick(choose: (a: number, b: number) => number, a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return choose(a, b);
}
