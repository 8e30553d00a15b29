import { formatTitle } from "#lib/formats/format-titles.ts";
import type { LaneCondition, LaneRule, LaneRules } from "#lib/model/lane-rule.ts";
import type { FileSource, Lane } from "#lib/model/log-file.ts";
import { type Evidence, ruleEvidence } from "./rule-evidence.ts";

/** What rules may look at. */
export interface ClassifyInput {
  fileName: string;
  /** Id of the detected format. */
  format: string;
  /** Its title where it is none that is built in. */
  formatTitle?: string | null;
  source: FileSource;
  /** Name of the deployment it was sent for. */
  deployment: string | null;
  device: string | null;
  sizeBytes: number;
  /** Decoded start of the file, the whole of it when it is small. */
  head: string;
  /** Decoded end, or null when `head` is all or the end can't be read cheaply. */
  tail: string | null;
}

export interface Classified {
  lane: Lane;
  /** One sentence: what in the file decided, and by which rule. */
  reason: string;
  /** Null = no rule matched, or the file is empty. */
  ruleId: string | null;
}

export const EMPTY_FILE_REASON = "The file is empty.";

/**
 * Which lane a file waits in by the rules of its organisation, and what in it decided. `evidenceOf` may answer from
 * memory what it was asked before.
 */
export function classify(
  input: ClassifyInput,
  { rules, otherwise }: LaneRules,
  evidenceOf: (condition: LaneCondition, input: ClassifyInput) => Evidence | null = ruleEvidence,
): Classified {
  if (input.sizeBytes === 0) return { lane: "low", reason: EMPTY_FILE_REASON, ruleId: null };
  for (const rule of rules) {
    const found = rule.isOn ? evidenceOf(rule.condition, input) : null;
    if (found !== null) return { lane: rule.lane, reason: reasonOf(rule, input, found), ruleId: rule.id };
  }
  const reason = `${titleOf(input)}: ${otherwise.because}. No rule matched.`;
  return { lane: otherwise.lane, reason, ruleId: null };
}

function titleOf({ format, formatTitle: own }: ClassifyInput): string {
  return own ?? formatTitle(format);
}

/** `MSI verbose: the installation failed, "Return value 3" (near its end). Rule: Failed installations.` */
function reasonOf(rule: LaneRule, input: ClassifyInput, { quote, line }: Evidence): string {
  const text = quoted(quote);
  const place = line === null ? "near its end" : `line ${line}`;
  const evidence = text === "" ? "" : `, "${text}" (${place})`;
  return `${titleOf(input)}: ${rule.because.replace(/\.$/, "")}${evidence}. Rule: ${rule.name}.`;
}

function quoted(text: string): string {
  const clean = text
    .replace(/\p{Cc}+/gu, " ")
    .replace(/^[.。 ]+/u, "")
    .replaceAll('"', "'")
    .trim();
  return clean.length > 90 ? `${clean.slice(0, 89)}…` : clean;
}
