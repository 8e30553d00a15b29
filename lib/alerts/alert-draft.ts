import type { FailingLine, Lane } from "#lib/model/log-file.ts";

/** What to tell; the store turns it into a row unless one with its fingerprint exists. */
export interface AlertDraft {
  rule: "installation-failed";
  /** Same thing twice = same fingerprint. */
  fingerprint: string;
  lane: Lane;
  title: string;
  line: FailingLine | null;
  product: string;
  attempt: number;
}
