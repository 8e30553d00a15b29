import type { Json, JsonObject } from "#lib/model/json.ts";
import type { Lane } from "#lib/model/log-file.ts";
import type { RecordFields } from "#lib/model/log-record.ts";
import type { SeverityNumber } from "#lib/model/severity.ts";
import type { TextGroups } from "#lib/streams/frame-json.ts";
import type { Framer } from "#lib/streams/framer.ts";

/** Decoded text of the start and, when known, the end of a file: what detection and survey may look at. */
export interface TextSample {
  fileName: string;
  /** The first characters, cut at a line end where possible; the whole file when it is small. */
  head: string;
  /** The last characters, or null when `head` is the whole file or the end can't be read cheaply (gzip). */
  tail: string | null;
  /** When the file was last changed or received, epoch ms; evidence for ambiguous dates, never a record's time. */
  receivedAtMs: number;
  /** The first bytes of content that is no text, whose `head` is then empty; absent for text. */
  binaryHead?: Uint8Array;
}

/** How text falls into pieces. The core does the cutting, the byte counting and the capping. */
export type Framing =
  /** Every non-blank line is a piece. */
  | { kind: "lines" }
  /**
   * A piece runs from a line that `starts` accepts up to the next such line, or to the line that `ends` accepts
   * (inclusive). A line that neither starts a piece nor has one open is a piece of its own. A line that `leads`
   * accepts (a header above its first record) ends the open piece and opens one that the next starting line joins.
   * A line that `opens` accepts does so only where no piece is open, and a line that `leads` accepts joins it too.
   * A line that `resumes` accepts (of a piece whose start was cut off) opens one as a starting line does.
   * Behind a line that `holds` accepts, the next one joins its piece, whatever it is.
   * A line that `breaks` accepts begins a piece of its own within one that begins with `first`.
   * Behind the first character of a `joint` (ASCII) inside a line another line begins.
   */
  | {
      kind: "multi-line";
      starts(line: string): boolean;
      ends?(line: string): boolean;
      leads?(line: string): boolean;
      opens?(line: string): boolean;
      resumes?(line: string): boolean;
      holds?(line: string): boolean;
      breaks?(line: string, first: string): boolean;
      joint?: string;
    }
  /**
   * One row of a table a piece, over several lines while a quoted field is open (`delimiter` null: never). The first
   * `leadRows` rows of a file (headings), and lines that start with `leadMark`, join the row that follows them.
   */
  | { kind: "rows"; delimiter: string | null; leadRows?: number; leadMark?: string }
  /**
   * One JSON value a piece: newline-delimited, or the elements of one top-level array. With a `path` of keys, the
   * records are the elements of arrays within documents: see lib/streams/frame-json-path.ts. Text between them is a
   * piece a line, or what `groups` takes together.
   */
  | { kind: "json"; path?: readonly string[]; groups?: TextGroups }
  /** One XML element of this name a piece, wherever lines end; what stands around all of them belongs to the first and last. */
  | { kind: "elements"; name: string }
  | BinaryFraming;

/** Content that is no text: the format cuts and decodes the bytes itself. */
export interface BinaryFraming {
  kind: "binary";
  /** Sees bytes instead of text; what it decodes it puts into the `content` of its pieces. */
  frame: Framer;
  /** What it must see at once to cut a piece. */
  leastBytes: number;
  /** How people see the content of a piece. */
  textOf(content: unknown): string;
}

/** What a parser sees: the text without its line end. */
export interface RawPiece {
  text: string;
  byteOffset: number;
  byteLength: number;
  /** What the framer of a binary format decoded. */
  content?: unknown;
}

export interface ParsedRecord extends RecordFields {
  kind: "record";
  /** Microseconds since the epoch; when `isLocalTime`, the wall clock read as if it were UTC. Null = no usable time. */
  timeUs: number | null;
  /** True when the record does not say its zone: normalise applies the file's. */
  isLocalTime?: boolean;
  /** Original text of a time that is impossible or unusable, kept as the attribute `log.time_text`. */
  timeText?: string;
  severityNumber: SeverityNumber;
  severityText?: string;
  body: string;
  attributes?: JsonObject;
  sharedAttributes?: JsonObject;
}

export interface ParsedReject {
  kind: "reject";
  reason: string;
  /** What of it can be shown, when the piece itself is no text. */
  text?: string;
}

export type ParsedPiece = ParsedRecord | ParsedReject;

/** One file's parser. `state()` is small JSON taken between two pieces; a new parser given it goes on exactly there. */
export interface RecordParser {
  parse(piece: RawPiece): ParsedPiece;
  state(): Json;
}

/** What a survey of the sample found out about the whole file; part of the checkpoint, so it is JSON. */
export interface FormatSettings {
  /** IANA name or offset minutes east of UTC that the file's own content gives for its local times. */
  timeZone?: { source: "header" | "bias" | "evidence"; offsetMinutes: number; reason: string };
  /** True when every record carries its own zone. */
  hasRecordZone?: boolean;
  /** Format-specific decisions, such as the order of day and month and whether that is assumed. */
  [key: string]: unknown;
}

/**
 * A log format is one file that exports one of these, with its samples, fixture and golden output beside it,
 * plus its entry in `formats.ts`.
 */
export interface LogFormat {
  readonly id: string;
  /** As shown to people: "MSI verbose". */
  readonly title: string;
  /** Raised when the same bytes would give other records. */
  readonly version: number;
  /** Fixed, or decided by what the survey found. */
  readonly framing: Framing | ((settings: FormatSettings) => Framing);
  /** How sure, 0 to 1, from content first and name last. */
  detect(sample: TextSample): number;
  /** Decides once per file what a single record can't know. */
  survey(sample: TextSample): FormatSettings;
  createParser(settings: FormatSettings, state?: Json): RecordParser;
  /** Zone of times that name none, where the format knows it; what a person sets for a file goes first. Absent = unknown. */
  readonly timeZone?: string | null;
  /** Where files wait that no rule is for. Absent = where the rules put them. */
  readonly defaultLane?: Lane | null;
  /** Short texts written by us that must be detected as this format; also shown in the documentation. */
  readonly samples: readonly string[];
}
