import { UnreadableContentError } from "#lib/errors.ts";
import type { LogFormat, RecordParser } from "#lib/formats/format.ts";
import { binaryFraming, framerFor } from "#lib/formats/framer-for.ts";
import type { FileReading } from "#lib/model/log-file.ts";
import type { FileRecord, Lineage } from "#lib/model/log-record.ts";
import type { RecordProcessor } from "#lib/model/record-processor.ts";
import { addRedactions, countRedacted } from "#lib/normalise/redact/count-redacted.ts";
import { redactBytes, type ValuesOfRecord } from "#lib/normalise/redact/redact-bytes.ts";
import { redactRecord } from "#lib/normalise/redact/redact-record.ts";
import type { Redacted, Redactor } from "#lib/normalise/redact/redactor.ts";
import { NO_LOCAL_TIMES, type ZoneClock, zoneClock } from "#lib/normalise/time-zone.ts";
import { ByteQueue } from "#lib/streams/byte-queue.ts";
import { frameBinary } from "#lib/streams/frame-binary.ts";
import type { Framed, Framer, Piece } from "#lib/streams/framer.ts";
import { type TextBlock, wholeCharacters } from "#lib/streams/text-block.ts";
import { binaryError } from "./binary-error.ts";
import { type Checkpoint, checkpointState } from "./checkpoint.ts";
import type { ContentStream } from "./content-stream.ts";
import { EncodingWatch } from "./encoding-watch.ts";
import { beginProcessing, type RecordProcessing } from "./process-records.ts";
import { processorNotes } from "./processor-notes.ts";
import type { ReadLimits, RecordBatch, RecordReader } from "./record-reader.ts";
import { rejectedRecord, toFileRecord } from "./to-file-record.ts";

export interface FileRecordReaderInput {
  content: ContentStream;
  format: LogFormat;
  checkpoint: Checkpoint;
  limits: ReadLimits;
  /** Replaces what must not be stored, before anything else sees the text. */
  redactor: Redactor | null;
  /** See OpenReaderInput. */
  processors: readonly RecordProcessor[];
  /** See OpenReaderInput. */
  giveWay?: () => Promise<void>;
}

/** So much, a millisecond or two of work, is parsed between two calls of `giveWay`. */
const SLICE_BYTES = 128 * 1024;

/** A stretch of content with what was replaced in it. */
interface Window {
  block: TextBlock;
  redacted: readonly Redacted[];
}

/**
 * Reads a window of fixed size from where the last batch ended, so that a batch depends on the content alone and not on
 * how the bytes arrive; a reader that goes on from a checkpoint therefore makes the same batches.
 */
export class FileRecordReader implements RecordReader {
  private readonly content: ContentStream;
  private readonly limits: ReadLimits;
  private readonly checkpoint: Checkpoint;
  private readonly parser: RecordParser;
  private readonly framer: Framer;
  private readonly redactor: Redactor | null;
  private readonly processing: RecordProcessing | null;
  private readonly giveWay: () => Promise<void> | undefined;
  /** Binary formats see blocks of a size of their own; 0 = text. */
  private readonly leastWindowBytes: number;
  private readonly clock: ZoneClock;
  private readonly encodingWatch: EncodingWatch;
  private readonly queue = new ByteQueue();
  /** Found while the batch is parsed, to be replaced in its bytes. */
  private readonly valuesOfRecords: ValuesOfRecord[] = [];
  private readAhead: Promise<IteratorResult<Uint8Array>> | null = null;
  private isContentEnd = false;
  /** Why the content ended early; thrown once everything before it was delivered. */
  private damage: UnreadableContentError | null = null;

  constructor({ content, format, checkpoint, limits, redactor, processors, giveWay }: FileRecordReaderInput) {
    this.content = content;
    this.limits = limits;
    this.checkpoint = checkpoint;
    this.redactor = redactor;
    this.giveWay = giveWay ?? (() => undefined);
    const { settings, reading, recordNumber } = checkpoint;
    this.processing = beginProcessing(processors, { reading, recordNumber, redactText: redactor?.redactText ?? null });
    this.parser = format.createParser(settings, checkpoint.parser ?? undefined);
    this.framer = checkpoint.binaryHead === null ? framerFor(format, settings) : frameBinary;
    this.leastWindowBytes = binaryFraming(format)?.leastBytes ?? 0;
    this.clock = zoneClock(reading.timeZone.zone ?? "UTC") ?? ((localUs) => localUs);
    this.encodingWatch = new EncodingWatch(checkpoint);
  }

  get reading(): FileReading {
    const { reading, hasLocalTimes } = this.checkpoint;
    const { timeZone, notes, processors = [] } = reading;
    const isUsed = hasLocalTimes || (timeZone.source !== "assumed" && timeZone.source !== "upload");
    if (isUsed && processors.length === 0) return reading;
    const allNotes = [...notes, ...processorNotes(processors)];
    return { ...reading, timeZone: isUsed ? timeZone : NO_LOCAL_TIMES, notes: allNotes };
  }

  async next(): Promise<RecordBatch | null> {
    for (const windowBytes of this.windows()) {
      await this.fill(windowBytes + 1);
      if (this.queue.length === 0) return this.finish();
      const batch = await this.batchFrom(windowBytes);
      if (batch !== null) return batch;
    }
    throw new Error("The framer took no piece from a full window.");
  }

  async close(): Promise<void> {
    await this.readAhead?.catch(() => undefined);
    await this.content.chunks.return?.();
  }

  /** Usually a batch and a little more shows where its last record ends; only a huge record needs the second window. */
  private windows(): number[] {
    const { batchBytes, maxRecordBytes } = this.limits;
    if (this.leastWindowBytes > 0) return [Math.max(this.leastWindowBytes, 2 * batchBytes)];
    return [batchBytes, Math.max(batchBytes, maxRecordBytes)].map((bytes) => bytes + Math.max(256, bytes >> 4));
  }

  private async fill(count: number): Promise<void> {
    while (!this.isContentEnd && this.queue.length < count) {
      try {
        const next = await (this.readAhead ?? this.content.chunks.next());
        this.readAhead = null;
        if (next.done) this.isContentEnd = true;
        else this.queue.push(next.value);
      } catch (error) {
        this.readAhead = null;
        if (!(error instanceof UnreadableContentError)) throw error;
        this.isContentEnd = true;
        this.damage = error;
      }
    }
    if (!this.isContentEnd && this.readAhead === null) {
      // The next bytes are fetched and inflated while these are parsed; a failure is met by the next fill.
      this.readAhead = this.content.chunks.next();
      this.readAhead.catch(() => undefined);
    }
  }

  private finish(): null {
    if (this.damage !== null) throw this.damage;
    if (this.checkpoint.binaryHead !== null) throw binaryError(Uint8Array.from(this.checkpoint.binaryHead));
    return null;
  }

  private async batchFrom(windowBytes: number): Promise<RecordBatch | null> {
    const { checkpoint, queue, limits } = this;
    const window = queue.peek(windowBytes);
    const isContentLast = this.isContentEnd && queue.length <= windowBytes;
    const partLength = this.encodingWatch.partLength(window, checkpoint.byteOffset, isContentLast);
    const isLast = isContentLast || partLength < window.length;
    const { encoding } = this.encodingWatch;
    const length = isLast ? partLength : wholeCharacters(window, window.length, encoding);
    const original = this.encodingWatch.decode(window.subarray(0, length), checkpoint.byteOffset);
    const { block, redacted } = this.redactor?.redact(original) ?? { block: original, redacted: [] };
    await this.giveWay();
    // Binary content has checksums: it is cut and decoded as it is, and its records are redacted one by one.
    const framed = this.framer(encoding === "binary" ? original : block, checkpoint.framer, {
      batchBytes: limits.batchBytes,
      maxPieceBytes: limits.maxRecordBytes,
      isLast,
      lineSeparator: checkpoint.lineSeparator,
    });
    return framed.pieces.length === 0 ? null : await this.batchOf({ block, redacted }, framed);
  }

  private async batchOf(window: Window, framed: Framed): Promise<RecordBatch> {
    const { checkpoint } = this;
    const { byteOffset, recordNumber: firstRecordNumber } = checkpoint;
    const records = await this.parse(framed, byteOffset, firstRecordNumber);
    const { notes } = checkpoint.reading;
    notes.push(...(framed.notes ?? []).filter((note) => !notes.includes(note)));
    const byteLength = framed.pieces.at(-1)?.endByte ?? 0;
    const { bytes, redactions } = this.withoutValues(window, byteLength);
    this.queue.drop(byteLength);
    checkpoint.byteOffset += byteLength;
    checkpoint.recordNumber += records.length;
    checkpoint.framer = framed.state;
    checkpoint.parser = this.parser.state();
    return {
      records,
      bytes,
      byteOffset,
      firstRecordNumber,
      redactions,
      sourceBytesRead: this.content.sourceBytesRead(),
      state: checkpointState(checkpoint),
    };
  }

  /** The bytes of a batch without what only its records could tell. */
  private withoutValues({ block, redacted }: Window, byteLength: number): Pick<RecordBatch, "bytes" | "redactions"> {
    const taken = block.bytes.subarray(0, byteLength);
    const found = countRedacted(redacted, byteLength);
    const records = this.valuesOfRecords.splice(0);
    if (records.length === 0) return { bytes: taken, redactions: found };
    const byName = redactBytes(taken, records);
    return { bytes: byName.bytes, redactions: addRedactions(found, countRedacted(byName.redacted, byteLength)) };
  }

  private async parse(framed: Framed, blockOffset: number, firstRecordNumber: number): Promise<FileRecord[]> {
    const records: FileRecord[] = [];
    let sliceEnd = 0;
    for (const piece of framed.pieces) {
      if (piece.startByte >= sliceEnd) {
        sliceEnd = piece.startByte + SLICE_BYTES;
        await this.giveWay();
      }
      const { startByte, endByte } = piece;
      const recordNumber = firstRecordNumber + records.length;
      const lineage = { recordNumber, byteOffset: blockOffset + startByte, byteLength: endByte - startByte };
      const record = this.recordOf(piece, lineage);
      if (this.processing === null) records.push(record);
      else for (const made of this.processing.process(record, textOf(piece, record))) records.push(made);
    }
    return records;
  }

  private recordOf({ text, content, rejectReason, startByte, endByte }: Piece, lineage: Lineage): FileRecord {
    const { parser, clock, checkpoint, redactor } = this;
    if (rejectReason !== undefined) return rejectedRecord(rejectReason, text, lineage);
    const { byteOffset, byteLength } = lineage;
    const parsed = parser.parse({ text, byteOffset, byteLength, content });
    if (parsed.kind === "record" && parsed.isLocalTime === true && parsed.timeUs !== null) {
      checkpoint.hasLocalTimes = true;
    }
    const record = toFileRecord(parsed, text, lineage, clock);
    if (redactor === null || content === undefined) return record;
    const { record: clean, values } = redactRecord(record, redactor);
    if (values.length > 0) this.valuesOfRecords.push({ startByte, endByte, values });
    return clean;
  }
}

/** As people see the piece; binary content is nothing to see, and its record is redacted. */
function textOf({ text, content }: Piece, { body }: FileRecord): string {
  return content === undefined ? text : body;
}
