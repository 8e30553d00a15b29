import { createInstallationTracker, type FileTracker } from "#lib/deployments/installation-tracker.ts";
import { UnreadableContentError } from "#lib/errors.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import type { ReadingTotals } from "#lib/model/reading-difference.ts";
import { emptySeverityCounts, severityLevel } from "#lib/model/severity.ts";
import type { RecordReader } from "./record-reader.ts";

/** One of two readings that are compared: gives its pieces one by one and counts those that were taken. */
export class ReadingSide {
  readonly #reader: RecordReader;
  readonly #tracker: FileTracker;
  readonly #severities = emptySeverityCounts();
  #batch: readonly FileRecord[] = [];
  #at = 0;
  #isAtEnd = false;
  #records = 0;
  #rejects = 0;
  #withoutTime = 0;
  #firstUs: number | null = null;
  #lastUs: number | null = null;
  #problem: string | null = null;

  constructor(reader: RecordReader, fileName: string) {
    this.#reader = reader;
    this.#tracker = createInstallationTracker({ format: reader.reading.format, fileName });
  }

  /** The piece that comes next, without taking it; null when another batch must be read first, or at the end. */
  get head(): FileRecord | null {
    return this.#batch[this.#at] ?? null;
  }

  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** Makes sure that there is a next piece, unless all were taken. Throws what the source throws. */
  async fill(): Promise<void> {
    while (this.head === null && !this.#isAtEnd) {
      const batch = await this.#next();
      this.#batch = batch?.records ?? [];
      this.#at = 0;
      this.#isAtEnd = batch === null;
    }
  }

  async #next(): Promise<{ records: readonly FileRecord[] } | null> {
    try {
      return await this.#reader.next();
    } catch (error) {
      if (!(error instanceof UnreadableContentError)) throw error;
      this.#problem = error.message;
      return null;
    }
  }

  /** Takes the next piece; the caller has seen that there is one. */
  take(record: FileRecord): void {
    this.#at++;
    this.#tracker.observe(record);
    if (record.kind === "reject") {
      this.#rejects++;
      return;
    }
    this.#records++;
    this.#severities[severityLevel(record.severityNumber)]++;
    const { timestampUs } = record;
    if (timestampUs === null) {
      this.#withoutTime++;
      return;
    }
    if (this.#firstUs === null || timestampUs < this.#firstUs) this.#firstUs = timestampUs;
    if (this.#lastUs === null || timestampUs > this.#lastUs) this.#lastUs = timestampUs;
  }

  totals(): ReadingTotals {
    const line = this.#tracker.failingLine();
    return {
      reading: this.#reader.reading,
      records: this.#records,
      rejects: this.#rejects,
      severities: { ...this.#severities },
      withoutTime: this.#withoutTime,
      firstTimestampUs: this.#firstUs,
      lastTimestampUs: this.#lastUs,
      failingLine: line === null ? null : { byteOffset: line.byteOffset, text: line.text.slice(0, 300) },
      problem: this.#problem,
    };
  }

  close(): Promise<void> {
    return this.#reader.close();
  }
}
