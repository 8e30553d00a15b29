import type { LaneCondition } from "#lib/model/lane-rule.ts";
import { linearPattern } from "#lib/streams/linear-pattern.ts";
import type { ClassifyInput } from "./classify.ts";
import { findEventId } from "./find-event-id.ts";
import { fitsFileGlob, fitsGlob } from "./glob.ts";
import { severeLine } from "./severe-line.ts";

/** Where in a file a rule found what it looks for. */
export interface Evidence {
  /** What stands there; "" when the rule asks for nothing in the content. */
  quote: string;
  /** From 1, when it was found in the start; null = near the end. */
  line: number | null;
}

interface Hit {
  index: number;
  text: string;
}

const NOTHING_ASKED: Evidence = { quote: "", line: null };

/** What in a file makes a condition true; null when it is not true. */
export function ruleEvidence(condition: LaneCondition, input: ClassifyInput): Evidence | null {
  if (!fitsFacts(condition, input)) return null;
  // What is named last is quoted: a text says more than the severity around it.
  let evidence: Evidence = NOTHING_ASKED;
  for (const look of looks(condition, input)) {
    const found = inStartOrEnd(input, look);
    if (found === null) return null;
    evidence = found;
  }
  return evidence;
}

function fitsFacts(condition: LaneCondition, input: ClassifyInput): boolean {
  const { formats, names, sources, deployments, devices, minBytes, maxBytes } = condition;
  return (
    (formats === undefined || formats.includes(input.format)) &&
    (sources === undefined || sources.includes(input.source)) &&
    (minBytes === undefined || input.sizeBytes >= minBytes) &&
    (maxBytes === undefined || input.sizeBytes <= maxBytes) &&
    (names === undefined || names.some((glob) => fitsFileGlob(input.fileName, glob))) &&
    fitsOne(deployments, input.deployment) &&
    fitsOne(devices, input.device)
  );
}

function fitsOne(globs: string[] | undefined, name: string | null): boolean {
  return globs === undefined || (name !== null && globs.some((glob) => fitsGlob(name, glob)));
}

interface Look {
  find(text: string): Hit | null;
  isEndOnly: boolean;
}

function looks({ severity, eventIds, content }: LaneCondition, { format }: ClassifyInput): Look[] {
  const found: Look[] = [];
  if (severity !== undefined) found.push({ find: (text) => severeLine(format, text, severity), isEndOnly: false });
  if (eventIds !== undefined) found.push({ find: (text) => findEventId(text, eventIds), isEndOnly: false });
  if (content !== undefined) {
    found.push({ find: (text) => findContent(content, text), isEndOnly: content.where === "end" });
  }
  return found;
}

function inStartOrEnd({ head, tail }: ClassifyInput, { find, isEndOnly }: Look): Evidence | null {
  const inHead = isEndOnly && tail !== null ? null : find(head);
  if (inHead !== null) return { quote: inHead.text, line: lineNumber(head, inHead.index) };
  const inTail = tail === null ? null : find(tail);
  return inTail === null ? null : { quote: inTail.text, line: null };
}

/** The earliest of what is looked for. */
function findContent(content: NonNullable<LaneCondition["content"]>, text: string): Hit | null {
  const hits = [
    ...(content.texts ?? []).map((wanted) => findText(text, wanted)),
    ...(content.patterns ?? []).map((pattern) => linearPattern(pattern).find(text, content.except)),
  ];
  return hits.filter((hit) => hit !== null).sort((one, other) => one.index - other.index)[0] ?? null;
}

function findText(text: string, wanted: string): Hit | null {
  const index = lowerCase(text).indexOf(lowerCase(wanted));
  if (index < 0) return null;
  const lineStart = text.lastIndexOf("\n", index - 1) + 1;
  const lineEnd = text.indexOf("\n", index);
  const from = Math.max(lineStart, index - 30);
  return { index, text: text.slice(from, lineEnd < 0 ? text.length : lineEnd) };
}

// Many rules look at the same text; the one it was made of is remembered.
let lowered = { of: "", text: "" };
function lowerCase(text: string): string {
  // The only letter whose lower case is longer: places would shift.
  if (text.length < 1000) return text.replaceAll("İ", "i").toLowerCase();
  if (lowered.of !== text) lowered = { of: text, text: text.replaceAll("İ", "i").toLowerCase() };
  return lowered.text;
}

function lineNumber(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < index; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
