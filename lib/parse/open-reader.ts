import { InvalidInputError } from "#lib/errors.ts";
import type { FormatSettings, LogFormat } from "#lib/formats/format.ts";
import { formatById } from "#lib/formats/formats.ts";
import { isCodePage } from "#lib/model/code-page.ts";
import type { Json } from "#lib/model/json.ts";
import type { FileReading, TextEncoding, TimeZoneDecision } from "#lib/model/log-file.ts";
import type { RecordProcessor } from "#lib/model/record-processor.ts";
import type { Redactor } from "#lib/normalise/redact/redactor.ts";
import { decideTimeZone, isTimeZone } from "#lib/normalise/time-zone.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import type { InflatePort } from "#lib/streams/inflater.ts";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { openContent } from "./content-stream.ts";
import { detectSample, isUnreadable } from "./detect-sample.ts";
import { codePageNote } from "./encoding-watch.ts";
import { FileRecordReader } from "./file-record-reader.ts";
import { readSample } from "./read-sample.ts";
import { DEFAULT_READ_LIMITS, type ReadLimits, type ReadState, type RecordReader } from "./record-reader.ts";

export type { ReadLimits, ReadState, RecordBatch, RecordReader } from "./record-reader.ts";

export interface OpenReaderInput {
  source: ByteSource;
  fileName: string;
  /** When the file was received or last changed, epoch ms; evidence for dates without a year. */
  receivedAtMs: number;
  /** Id of a format; detected when absent. */
  format?: string;
  /** The organisation's own formats, beside the built-in ones; a state needs the version that it was begun with. */
  formats?: readonly LogFormat[];
  /** IANA name or offset ("UTC+01:00") the user gave for local times. */
  timeZoneSetting?: string | null;
  /** Checkpoint of an earlier reader of the same bytes. */
  state?: ReadState;
  limits?: Partial<ReadLimits>;
  /** Node passes `nodeInflate` of lib/sources/node-inflate.ts, several times faster than the portable default. */
  inflate?: InflatePort;
  /** Replaces what must not be stored; detection sees the file as it is. */
  redactor?: Redactor | null;
  /** What enriches, drops or splits records; those for other formats are passed over. */
  processors?: readonly RecordProcessor[];
  /** Lets what waits for this thread go first; awaited after every few milliseconds of work. */
  giveWay?: () => Promise<void>;
}

/**
 * Opens a file for reading from its start or, with `state`, from exactly behind the batch that carried it.
 * Throws InvalidInputError for an unknown format, time zone or a state of another version, and what the source throws.
 */
export async function openReader(input: OpenReaderInput): Promise<RecordReader> {
  const limits = { ...DEFAULT_READ_LIMITS, ...input.limits };
  const checkpoint = input.state === undefined ? await surveyed(input) : parseCheckpoint(input.state);
  const { format: id, formatVersion } = checkpoint.reading;
  const own = (input.formats ?? []).filter((format) => format.id !== id || format.version === formatVersion);
  const format = knownFormat(id, own);
  if (format.version !== formatVersion) {
    throw new InvalidInputError(
      "This reading was begun by another version of Sluice. Read the file again from its start.",
    );
  }
  const contentInput = { source: input.source, inflate: input.inflate, limits };
  const content = await openContent(contentInput, checkpoint.byteOffset, checkpoint.reading.container);
  const { redactor = null, processors = [], giveWay } = input;
  return new FileRecordReader({ content, format, checkpoint, limits, redactor, processors, giveWay });
}

function knownFormat(id: string, own: readonly LogFormat[]): LogFormat {
  const format = formatById(id, own);
  if (format === undefined) throw new InvalidInputError(`There is no log format "${id}".`);
  return format;
}

/** The checkpoint at the start of a file: everything that its first and last bytes decide. */
async function surveyed(input: OpenReaderInput): Promise<Checkpoint> {
  const setting = input.timeZoneSetting ?? null;
  if (setting !== null && !isTimeZone(setting)) {
    throw new InvalidInputError(
      `"${setting}" is no time zone. Use a name such as Europe/Berlin or an offset such as UTC+01:00.`,
    );
  }
  const sample = await readSample(input);
  const detection = detectSample(sample, input.format, input.formats);
  const format = knownFormat(detection.format, input.formats ?? []);
  const settings = asJson(format.survey(sample.text));
  const reading: FileReading = {
    format: format.id,
    formatVersion: format.version,
    confidence: detection.confidence,
    runnerUp: detection.runnerUp,
    container: sample.container,
    encoding: sample.encoding,
    timeZone: zoneOf(format, settings, setting),
    notes: [...encodingNotes(sample.encoding), ...((settings.notes as string[] | undefined) ?? [])],
  };
  const isOldMac = !/\n/.test(sample.text.head) && /\r[^\r]/.test(sample.text.head);
  return {
    reading,
    settings,
    byteOffset: 0,
    recordNumber: 1,
    framer: null,
    parser: null,
    hasLocalTimes: false,
    hasMultiByte: false,
    lineSeparator: isOldMac ? 13 : 10,
    binaryHead: isUnreadable(sample, detection) ? [...sample.head.subarray(0, 300)] : null,
  };
}

function encodingNotes(encoding: TextEncoding): string[] {
  return isCodePage(encoding) && encoding !== "windows-1252" ? [codePageNote(encoding)] : [];
}

/** The file's setting goes before the zone that a format's definition names. */
function zoneOf(format: LogFormat, settings: FormatSettings, setting: string | null): TimeZoneDecision {
  const ownZone = format.timeZone ?? null;
  if (setting !== null || ownZone === null) return decideTimeZone(settings, setting);
  const decision = decideTimeZone(settings, ownZone);
  if (decision.source !== "upload") return decision;
  return { ...decision, reason: `The times name no zone; the format ${format.title} says ${ownZone}.` };
}

/** Settings go through a checkpoint, so a fresh reader gets exactly what a resumed one will. */
function asJson(settings: FormatSettings): FormatSettings {
  return JSON.parse(JSON.stringify(settings)) as FormatSettings & Record<string, Json>;
}
