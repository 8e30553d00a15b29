import type { JobAction } from "#lib/model/job.ts";
import { storableText } from "#lib/store/storable-text.ts";

const SENTENCES: Record<JobAction, string> = {
  retry: "Retried; it goes on where it stopped",
  reingest: "Read again from the start",
  discard: "Discarded",
  cancel: "Cancelled",
};

/** What an action may be done to. */
export const JOB_RULES: Record<JobAction | "move", string> = {
  retry: "Only a dead letter or a cancelled job can be retried.",
  reingest: "Only a job that has ended can be read again from the start; cancel it first.",
  discard: "Only a dead letter can be discarded.",
  cancel: "Only a job that waits or runs can be cancelled.",
  move: "Only a job that waits or runs can change its lane.",
};

/** The failure that a cancelled job shows. */
export const CANCELLED = {
  code: "cancelled",
  message: "Cancelled. What was read before stays; send the file again to read all of it.",
};

/** The note as the database can hold it. */
export function cleanNote(note: string | undefined): string {
  return storableText(note ?? "").trim();
}

/** One sentence for the audit trail, `how` after a comma: "Discarded: known damage on this device." */
export function actionReason(action: JobAction, note: string, how = ""): string {
  return withNote(how === "" ? SENTENCES[action] : `${SENTENCES[action]}, ${how}`, note);
}

/** The sentence, with the note after a colon. */
export function withNote(sentence: string, note: string): string {
  if (note === "") return `${sentence}.`;
  return `${sentence}: ${note}${/[.!?…]$/.test(note) ? "" : "."}`;
}
