import type { JobAction } from "#lib/model/job.ts";

export interface AskWords {
  /** The question, with what it is about. */
  title: (what: string) => string;
  sentence: string;
  /** The button that does it, with its object. */
  confirm: (what: string) => string;
  note: "none" | "optional" | "required";
}

/** What is said before an action that can't be taken back. */
export const ASKS: Record<JobAction, AskWords> = {
  retry: {
    title: (what) => `Retry ${what}?`,
    sentence: "Reading goes on where it stopped; what is stored stays.",
    confirm: (what) => `Retry ${what}`,
    note: "none",
  },
  reingest: {
    title: (what) => `Re-ingest ${what} from the start?`,
    sentence:
      "What is stored of it is removed, and the original that is kept is read anew. Alerts stay; the same failure raises no second one.",
    confirm: (what) => `Re-ingest ${what}`,
    note: "optional",
  },
  discard: {
    title: (what) => `Discard ${what}?`,
    sentence: "It leaves the dead letters and nobody is asked about it again. What was read of it stays readable.",
    confirm: (what) => `Discard ${what}`,
    note: "required",
  },
  cancel: {
    title: (what) => `Cancel ${what}?`,
    sentence: "It is not read, or not any further. What was read so far stays readable, and Retry goes on from there.",
    confirm: (what) => `Cancel ${what}`,
    note: "optional",
  },
};
