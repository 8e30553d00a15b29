import type { FailingLine, FailureEvidence } from "#lib/model/log-file.ts";

/** A record that is pointed at, with its first line. */
export type LineRef = Pick<FailingLine, "recordNumber" | "text">;

export interface FailureStory {
  cause: FailingLine;
  /** Why this line, in one plain sentence. */
  reason: string;
  /** Records that only pass the failure on. */
  consequences?: readonly LineRef[];
  /** The record that states the outcome. */
  exit?: LineRef | null;
}

const MAX_EVIDENCE = 6;
const MAX_TEXT_CHARS = 300;

/** The failing line with its reasoning and the records that this rests on, each named once, in the order of the file. */
export function tellFailure({ cause, reason, consequences = [], exit = null }: FailureStory): FailingLine {
  const roles: FailureEvidence[] = [asEvidence(cause, "cause")];
  if (exit !== null && exit.recordNumber !== cause.recordNumber) roles.push(asEvidence(exit, "exit"));
  for (const line of consequences) {
    // What came before the cause can't follow from it.
    if (line.recordNumber < cause.recordNumber) continue;
    const isKnown = roles.some(({ recordNumber }) => recordNumber === line.recordNumber);
    if (!isKnown && roles.length < MAX_EVIDENCE) roles.push(asEvidence(line, "consequence"));
  }
  const evidence = roles.sort((one, other) => one.recordNumber - other.recordNumber);
  return { ...cause, reason, evidence };
}

/** Keeps only what pointing at a record needs, so that state stays small. */
export function lineRef({ recordNumber, text }: FailingLine): LineRef {
  return { recordNumber, text: text.slice(0, MAX_TEXT_CHARS) };
}

function asEvidence({ recordNumber, text }: LineRef, role: FailureEvidence["role"]): FailureEvidence {
  return { recordNumber, role, text: text.slice(0, MAX_TEXT_CHARS) };
}
