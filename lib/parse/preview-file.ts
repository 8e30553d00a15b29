import { createInstallationTracker, type FileTracker } from "#lib/deployments/installation-tracker.ts";
import { UnreadableContentError } from "#lib/errors.ts";
import type { LogFormat } from "#lib/formats/format.ts";
import type { ArchiveKind } from "#lib/model/bundle.ts";
import type { LaneRules } from "#lib/model/lane-rule.ts";
import type { FailingLine, FileReading, Lane } from "#lib/model/log-file.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import { emptySeverityCounts, type SeverityCounts, severityLevel } from "#lib/model/severity.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import { binaryError } from "./binary-error.ts";
import { isUnreadable } from "./detect-sample.ts";
import { lookAtSample } from "./first-look.ts";
import { openReader } from "./open-reader.ts";
import { bundleReading, type PreviewMember, readMembers } from "./preview-members.ts";
import { type PreviewRow, PreviewRows, rangeAround } from "./preview-rows.ts";
import { readSample } from "./read-sample.ts";
import type { ReadState, RecordReader } from "./record-reader.ts";

/** What a person chose for a file; null = its content decides. */
export interface ReadingChoice {
  format: string | null;
  /** IANA name or offset. */
  timeZone: string | null;
  lane: Lane | null;
}

export interface PreviewInput {
  source: ByteSource;
  fileName: string;
  /** As stored. */
  sizeBytes: number;
  receivedAtMs: number;
  choice: ReadingChoice;
  /** The lane rules of the organisation it would be sent to. */
  rules: LaneRules;
  /** The own formats of that organisation. */
  formats?: readonly LogFormat[];
  /** What it would be sent for. */
  target: { deployment: string | null; device: string | null };
  /** Reading ends with the first batch after so much, whatever is left. */
  budget: { contentBytes: number; timeMs: number };
  /** Epoch or monotonic ms. */
  now(): number;
  /** What is known so far, a few times a second. */
  onProgress(preview: FilePreview): void;
}

/** What a file will look like once it is read, as far as its start tells. */
export interface FilePreview {
  reading: FileReading;
  lane: Lane;
  laneReason: string;
  records: number;
  rejects: number;
  severities: SeverityCounts;
  firstReject: { recordNumber: number; text: string; reason: string } | null;
  /** The earliest line that explains what went wrong. */
  failingLine: FailingLine | null;
  /** Numbers of the first error records and of the failing line, in order. */
  errors: number[];
  /** Around the errors, else the first ones. */
  rows: PreviewRow[];
  deviceName: string | null;
  /** Of an archive: what it holds, each with its format; null = a log. */
  members: PreviewMember[] | null;
  products: string[];
  /** Decompressed bytes that all this was read from. */
  contentBytes: number;
  /** True when that is the whole file, or all of it that can be read. */
  isWhole: boolean;
  /** Why it can't be read to its end. */
  problem: string | null;
}

const PROGRESS_EVERY_MS = 400;

/**
 * Reads a file as ingest will, up to a budget: format, zone, lane, what could not be parsed, the first errors with their
 * surroundings. Throws InvalidInputError for an unknown format or zone, and what the source throws.
 */
export async function previewFile(input: PreviewInput): Promise<FilePreview> {
  const { source, fileName, receivedAtMs, sizeBytes, choice, rules, target } = input;
  const sample = await readSample({ source, fileName, receivedAtMs });
  const chosenLane = choice.lane === null ? null : { lane: choice.lane, by: null };
  const look = lookAtSample(sample, {
    fileName,
    sizeBytes,
    format: choice.format,
    formats: input.formats,
    lane: chosenLane,
    rules,
    from: { source: "upload", ...target },
  });
  const { lane, laneReason } = look;
  const reader = await openReader(readerInput(input));
  const reading = new PreviewReading(reader, { lane, laneReason, fileName });
  if (look.archive !== null) {
    await reader.close();
    return await previewBundle({ ...reading.preview(), isWhole: true }, look.archive, input);
  }
  try {
    if (isUnreadable(sample, reader.reading)) throw binaryError(sample.head);
    await readWithin(reading, input);
  } catch (error) {
    if (!(error instanceof UnreadableContentError)) throw error;
    reading.endWith(error);
  } finally {
    await reader.close();
  }
  await reading.keepFailingLine((state) => openReader({ ...readerInput(input), state }));
  return reading.preview();
}

/** The members of an archive, as many as the budget allows. */
async function previewBundle(empty: FilePreview, archive: ArchiveKind, input: PreviewInput) {
  const { source, receivedAtMs, budget, now, onProgress } = input;
  const reading = bundleReading(empty.reading, archive);
  const onMembers = (members: PreviewMember[]) => onProgress({ ...empty, reading, members, isWhole: false });
  const found = await readMembers({ source, receivedAtMs, timeMs: budget.timeMs, now, onMembers });
  return { ...empty, reading, ...found };
}

function readerInput({ source, fileName, receivedAtMs, choice, formats }: PreviewInput) {
  return {
    source,
    fileName,
    receivedAtMs,
    format: choice.format ?? undefined,
    formats,
    timeZoneSetting: choice.timeZone,
  };
}

async function readWithin(reading: PreviewReading, { budget, now, onProgress }: PreviewInput): Promise<void> {
  const startedMs = now();
  let toldMs = Number.NEGATIVE_INFINITY;
  while (await reading.readOn()) {
    const nowMs = now();
    if (reading.contentBytes >= budget.contentBytes || nowMs - startedMs >= budget.timeMs) return;
    if (nowMs - toldMs < PROGRESS_EVERY_MS) continue;
    toldMs = nowMs;
    onProgress(reading.preview());
  }
}

/** One file while its preview is made. */
class PreviewReading {
  contentBytes = 0;
  readonly #reader: RecordReader;
  readonly #tracker: FileTracker;
  readonly #facts: { lane: Lane; laneReason: string };
  readonly #rows = new PreviewRows();
  readonly #severities = emptySeverityCounts();
  /** Where each batch begins, so that one of them can be read again; undefined = at the start. */
  readonly #batches: { firstRecordNumber: number; state: ReadState | undefined }[] = [];
  #lastState: ReadState | undefined;
  #records = 0;
  #rejects = 0;
  #firstReject: FilePreview["firstReject"] = null;
  #isWhole = false;
  #problem: string | null = null;

  constructor(reader: RecordReader, facts: { lane: Lane; laneReason: string; fileName: string }) {
    this.#reader = reader;
    this.#facts = { lane: facts.lane, laneReason: facts.laneReason };
    this.#tracker = createInstallationTracker({ format: reader.reading.format, fileName: facts.fileName });
  }

  /** Takes the next batch; false at the end. */
  async readOn(): Promise<boolean> {
    const batch = await this.#reader.next();
    if (batch === null) {
      this.#isWhole = true;
      return false;
    }
    this.#batches.push({ firstRecordNumber: batch.firstRecordNumber, state: this.#lastState });
    this.#lastState = batch.state;
    this.contentBytes += batch.bytes.length;
    for (const record of batch.records) this.#observe(record);
    return true;
  }

  endWith(error: UnreadableContentError): void {
    this.#isWhole = true;
    this.#problem = error.message;
  }

  /** A failing line is known only later than it passed by: its batch is read once more when its rows were not kept. */
  async keepFailingLine(reopen: (state: ReadState | undefined) => Promise<RecordReader>): Promise<void> {
    const line = this.#tracker.failingLine();
    if (line === null || this.#rows.has(line.recordNumber)) return;
    const { first, last } = rangeAround(line.recordNumber);
    const batch = this.#batches.findLast(({ firstRecordNumber }) => firstRecordNumber <= first);
    const reader = await reopen(batch?.state);
    try {
      for (let next = await reader.next(); next !== null; next = await reader.next()) {
        for (const record of next.records) {
          if (record.recordNumber >= first && record.recordNumber <= last) this.#rows.keep(record);
        }
        if (next.firstRecordNumber + next.records.length > last) return;
      }
    } catch (error) {
      if (!(error instanceof UnreadableContentError)) throw error;
    } finally {
      await reader.close();
    }
  }

  preview(): FilePreview {
    const failingLine = this.#tracker.failingLine();
    const errors = new Set(this.#rows.errors());
    if (failingLine !== null && this.#rows.has(failingLine.recordNumber)) errors.add(failingLine.recordNumber);
    return {
      ...this.#facts,
      reading: this.#reader.reading,
      records: this.#records,
      rejects: this.#rejects,
      severities: { ...this.#severities },
      firstReject: this.#firstReject,
      failingLine,
      errors: [...errors].sort((one, other) => one - other),
      rows: this.#rows.rows(),
      members: null,
      deviceName: this.#tracker.deviceName(),
      products: [...new Set(this.#tracker.installations().map(({ product }) => product))],
      contentBytes: this.contentBytes,
      isWhole: this.#isWhole,
      problem: this.#problem,
    };
  }

  #observe(record: FileRecord): void {
    this.#tracker.observe(record);
    this.#rows.observe(record);
    if (record.kind === "record") {
      this.#records++;
      this.#severities[severityLevel(record.severityNumber)]++;
      return;
    }
    this.#rejects++;
    const { recordNumber, body, reason } = record;
    this.#firstReject ??= { recordNumber, text: body.slice(0, 300), reason };
  }
}
