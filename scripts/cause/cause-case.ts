/** A short log of our own, and what is right to say about it. */
export interface CauseCase {
  /** A sentence that says what is hard about it. */
  name: string;
  format: string;
  fileName: string;
  lines: readonly string[];
  /** Stands in the one record that explains the outcome, and in no other; null when nothing is wrong. */
  cause: string | null;
  /** "product | attempt outcome exit code" of each installation, in order; empty for the log of a service. */
  outcomes: readonly string[];
}

/** What is the same for many cases of a file. */
export function caseOf(format: string, fileName: string) {
  return (name: string, facts: Pick<CauseCase, "lines" | "cause" | "outcomes">): CauseCase => ({
    name,
    format,
    fileName,
    ...facts,
  });
}

/** A clock for generated logs: each call is `stepMs` later. */
export function clock(startIso: string, stepMs = 1000): () => Date {
  let atMs = Date.parse(startIso) - stepMs;
  return () => {
    atMs += stepMs;
    return new Date(atMs);
  };
}
