import type { RE2JS } from "re2js";
import type { FormatSettings, Framing, LogFormat, TextSample } from "#lib/formats/format.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import type { FormatDefinition, VersionedDefinition } from "#lib/model/format-definition.ts";
import { customParser } from "./custom-parser.ts";
import { type FieldPattern, fieldPattern, linearRegex, MAX_MATCHED_CHARACTERS } from "./field-pattern.ts";
import { fileNameMatcher } from "./file-name-matcher.ts";
import { timeLayout } from "./time-layout.ts";

/** A format that somebody wrote for their files goes before built-in ones that are as sure, not before surer ones. */
const SURE_BY_CONTENT = 0.88;
const SURE_BY_NAME = 0.98;
/** Without a time or a level a pattern fits almost anything. */
const SURE_BY_SHAPE = 0.3;
const MIN_SHARE = 0.3;
const DETECTION_LINES = 60;

/**
 * The format that a definition describes. Every pattern is RE2's, which takes linear time on any text.
 * @throws Error with a message for people when a pattern or the time layout can't be used
 */
export function createCustomFormat({ definition, version }: VersionedDefinition): LogFormat {
  const pattern = fieldPattern(definition.pattern);
  const framing = framingOf(definition, pattern);
  const matchesName = fileNameMatcher(definition.fileNames);
  // Says what is wrong with the layout now, not at the first file.
  if (definition.time !== null) timeLayout(definition.time.layout, 0);
  return {
    id: definition.id,
    title: definition.name,
    version,
    framing,
    detect: (sample) => detect(sample, { definition, pattern, framing, matchesName }),
    survey: (sample) => survey(sample, definition),
    createParser: (settings) => customParser({ definition, pattern, settings }),
    samples: [],
    timeZone: definition.time?.zone ?? null,
    defaultLane: definition.lane,
  };
}

interface Detector {
  definition: FormatDefinition;
  pattern: FieldPattern;
  framing: Framing;
  matchesName(fileName: string): boolean;
}

function detect(sample: TextSample, { definition, pattern, framing, matchesName }: Detector): number {
  const isNamed = matchesName(sample.fileName);
  if (definition.isNameRequired && !isNamed) return 0;
  const share = recordShare(sample, pattern, framing);
  if (share < MIN_SHARE) return 0;
  if (isNamed) return 0.6 + (SURE_BY_NAME - 0.6) * share;
  const isSpecific = pattern.fields.some(({ name }) => name === "time" || name === "level");
  return share * (isSpecific ? SURE_BY_CONTENT : SURE_BY_SHAPE);
}

/** Of the sampled lines that begin a record, the share that the pattern matches. */
function recordShare(sample: TextSample, { fits }: FieldPattern, framing: Framing): number {
  const lines = sampleLines(sample).slice(0, DETECTION_LINES);
  const starts = framing.kind === "multi-line" ? lines.filter(framing.starts) : lines;
  if (starts.length === 0) return 0;
  const matched = starts.filter((line) => line.length <= MAX_MATCHED_CHARACTERS && fits(line)).length;
  // Where few lines begin a record, the rest is somebody else's text.
  return (matched / starts.length) * Math.min(1, (starts.length / lines.length) * 4);
}

function survey(sample: TextSample, { time, name }: FormatDefinition): FormatSettings {
  const { receivedAtMs } = sample;
  if (time === null) return { receivedAtMs };
  const { hasYear, hasZone } = timeLayout(time.layout, receivedAtMs);
  const notes = hasYear ? [] : [`Times of ${name} have no year: the latest before the file was received is assumed.`];
  return { receivedAtMs, hasRecordZone: hasZone, notes };
}

function framingOf({ multiLine }: FormatDefinition, { fits }: FieldPattern): Framing {
  switch (multiLine.kind) {
    case "none":
      return { kind: "lines" };
    case "starts": {
      const start = linearRegex(multiLine.pattern);
      return { kind: "multi-line", starts: (line) => isIn(start, line) };
    }
    case "continues": {
      const continuation = linearRegex(multiLine.pattern);
      return { kind: "multi-line", starts: (line) => !isIn(continuation, line) };
    }
    case "unmatched":
      return { kind: "multi-line", starts: (line) => line.length <= MAX_MATCHED_CHARACTERS && fits(line) };
  }
}

function isIn(regex: RE2JS, line: string): boolean {
  return regex.test(line.length > MAX_MATCHED_CHARACTERS ? line.slice(0, MAX_MATCHED_CHARACTERS) : line);
}
