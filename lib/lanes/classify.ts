import { formatTitle } from "#lib/formats/format-titles.ts";
import type { Lane } from "#lib/model/log-file.ts";
import { LANE_RULES, type LaneRule } from "./lane-rules.ts";

export interface ClassifyInput {
  fileName: string;
  /** Id of the detected format. */
  format: string;
  sizeBytes: number;
  /** Decoded start of the file, the whole of it when it is small. */
  head: string;
  /** Decoded end, or null when `head` is all or the end can't be read cheaply. */
  tail: string | null;
}

/** Which lane a file waits in, and the one sentence that says what in it decided. */
export function classify(input: ClassifyInput): { lane: Lane; reason: string } {
  if (input.sizeBytes === 0) return { lane: "low", reason: "The file is empty." };
  for (const rule of LANE_RULES) {
    const found = evidence(rule, input);
    if (found !== null) return { lane: rule.lane, reason: reasonOf(rule, input, found) };
  }
  return { lane: "low", reason: "No rule matched." };
}

/** Where a rule's text stands; null when the rule is not for this file. */
function evidence(rule: LaneRule, input: ClassifyInput): { quote: string; place: string } | null {
  if (rule.formats !== undefined && !rule.formats.includes(input.format)) return null;
  if (rule.fileName !== undefined && !rule.fileName.test(input.fileName.toLowerCase())) return null;
  if (rule.text === undefined) return { quote: "", place: "" };
  const inHead = rule.where === "end" && input.tail !== null ? null : rule.text.exec(input.head);
  if (inHead !== null) return { quote: quoted(inHead[0]), place: `line ${lineNumber(input.head, inHead)}` };
  const inTail = input.tail === null ? null : rule.text.exec(input.tail);
  return inTail === null ? null : { quote: quoted(inTail[0]), place: "near its end" };
}

/** `MSI verbose: the installation failed, "Return value 3" (near its end).` */
function reasonOf(rule: LaneRule, input: ClassifyInput, found: { quote: string; place: string }): string {
  const title = formatTitle(input.format);
  const quote = found.quote === "" ? "" : `, "${found.quote}" (${found.place})`;
  return `${title}: ${rule.because}${quote}.`;
}

function lineNumber(text: string, match: RegExpExecArray): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < match.index; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

function quoted(text: string): string {
  const clean = text
    .replace(/\p{Cc}+/gu, " ")
    .replaceAll('"', "'")
    .trim();
  return clean.length > 90 ? `${clean.slice(0, 89)}…` : clean;
}
