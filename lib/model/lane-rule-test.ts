import type { Lane } from "./log-file.ts";

/** A file that other rules would put into another lane. */
export interface LaneMove {
  fileId: string;
  name: string;
  format: string;
  from: Lane;
  to: Lane;
  /** The rule that would decide; null = none matches. */
  ruleId: string | null;
  /** The first line of its start or end that looks like an error; `line` null = near the end. */
  error: { line: number | null; text: string } | null;
}

/** What rules would do to the files that came last, compared with the saved ones. */
export interface LaneRuleTest {
  files: number;
  oldestMs: number | null;
  newestMs: number | null;
  /** Files by the id of the rule that decides. */
  byRule: Record<string, number>;
  otherwise: number;
  /** Of these files, those whose lane a person chose: no rule moves them. */
  chosen: number;
  before: Record<Lane, number>;
  after: Record<Lane, number>;
  moves: LaneMove[];
  /** Waiting files whose lane the rules decide. */
  waiting: number;
  /** False when the time was over before all files were looked at. */
  isWhole: boolean;
}
