import type { FailingLine, Lane } from "#lib/model/log-file.ts";

/** What to tell; the store turns it into a row unless one with its fingerprint exists. */
export interface AlertDraft {
  rule: "installation-failed";
  /** Same thing twice = same fingerprint. */
  fingerprint: string;
  /** Alerts of one cause are one thing to act on: see `causeOf`. */
  cause: string;
  lane: Lane;
  title: string;
  /** The title without the place: "Tallybook 4.2.0 failed with 1603". */
  subject: string;
  line: FailingLine | null;
  product: string;
  attempt: number;
}
