import type { LogFormat } from "#lib/formats/format.ts";
import { formatById } from "#lib/formats/formats.ts";
import { chosenLane, type LaneChoice } from "#lib/lanes/chosen-lane.ts";
import { type ClassifyInput, classify } from "#lib/lanes/classify.ts";
import type { ArchiveKind } from "#lib/model/bundle.ts";
import type { LaneRules } from "#lib/model/lane-rule.ts";
import type { FileSource, Lane } from "#lib/model/log-file.ts";
import type { Redactor } from "#lib/normalise/redact/redactor.ts";
import { archiveKindOf } from "./archive-items.ts";
import { binaryText } from "./binary-text.ts";
import { detectSample } from "./detect-sample.ts";
import { type FileSample, type ReadSampleInput, readSample } from "./read-sample.ts";

export interface LookInput {
  fileName: string;
  /** As stored, compressed or not. */
  sizeBytes: number;
  /** Id of the format a person chose; null = by content. */
  format: string | null;
  /** The organisation's own formats. */
  formats?: readonly LogFormat[];
  /** The lane that was chosen, and by whom; null = by content. */
  lane: LaneChoice | null;
  /** Those of the organisation. */
  rules: LaneRules;
  /** What is kept of the look, and what the rules are shown, obeys it as records do. */
  redactor?: Redactor | null;
  /** Where it comes from, for rules that ask. */
  from: { source: FileSource; deployment: string | null; device: string | null };
}

const BUNDLE = { format: "bundle", confidence: 1, runnerUp: null } as const;

/** What a file's start and, where that is cheap, its end say about it. */
export interface FirstLook {
  /** "bundle" for an archive. */
  format: string;
  /** What kind of archive it is; null = a log. */
  archive: ArchiveKind | null;
  /** 0 to 1. */
  confidence: number;
  runnerUp: { format: string; confidence: number } | null;
  lane: Lane;
  laneReason: string;
  /** What the rules were shown. */
  seen: ClassifyInput;
}

/**
 * Which format a file has and which lane that puts it in: asked by intake of a stored file, and by the preview of one
 * that was not sent yet, so that both give the same answer. Throws what the source throws.
 */
export async function firstLook(input: LookInput & ReadSampleInput): Promise<FirstLook> {
  return lookAtSample(await readSample(input), input);
}

/** The same for a sample that was read already. */
export function lookAtSample(sample: FileSample, input: LookInput): FirstLook {
  const archive = archiveKindOf(sample.head);
  const { format, confidence, runnerUp } =
    archive === null ? detectSample(sample, input.format ?? undefined, input.formats) : BUNDLE;
  const { fileName, sizeBytes, from, rules } = input;
  const { head, tail } = sample.text;
  const shown = sample.encoding === "binary" ? binaryText(format, sample.head) : head;
  const clean = (text: string) => input.redactor?.redactText(text) ?? text;
  const { title: ownTitle, defaultLane: formatLane } = formatById(format, input.formats) ?? {};
  const texts = { head: clean(shown), tail: tail === null ? null : clean(tail) };
  const seen = { fileName, format, ownTitle, formatLane, sizeBytes, ...from, ...texts };
  const byContent = classify(seen, rules);
  const { lane, reason } = input.lane === null ? byContent : chosenLane(input.lane, byContent);
  return { format, archive, confidence, runnerUp, lane, laneReason: reason, seen };
}
