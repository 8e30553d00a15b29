import { SEVERITY_LEVELS } from "#lib/model/severity.ts";
import type { Job } from "./wait-for-job.ts";

/** How sending one file ended. */
export type FileResult =
  | { file: string; kind: "read"; job: Job; url: string }
  | { file: string; kind: "not-sent"; message: string };

export function isFailed(result: FileResult): boolean {
  return result.kind === "not-sent" || result.job.state === "failed";
}

/** One JSON object, on one line. */
export function summaryJson(result: FileResult): string {
  if (result.kind === "not-sent") {
    return JSON.stringify({
      file: result.file,
      status: "failed",
      error: { code: "not_sent", message: result.message },
    });
  }
  const { file, job, url } = result;
  return JSON.stringify({
    file,
    status: job.state,
    jobId: job.jobId,
    url,
    duplicateOf: job.duplicateOf,
    lane: job.lane,
    format: job.format,
    records: job.records,
    unparsed: job.rejects,
    ...(job.members === null ? {} : { files: filesOf(job).length, notRead: problemsOf(job) }),
    severities: job.severities,
    outcomes: job.installations.map(({ product, attempt, outcome, exitCode }) => ({
      product,
      attempt,
      outcome,
      exitCode,
    })),
    firstFailingLine: failingLineOf(job),
    error: job.error,
  });
}

/** A few lines for a person. What comes from a log can't move the terminal's cursor or colour it. */
export function summaryText(result: FileResult): string {
  if (result.kind === "not-sent") return `${printable(result.file)}\n  not sent   ${printable(result.message)}\n`;
  const { job } = result;
  const rows: [string, string | null][] = [
    ["status", job.duplicateOf ? `the same content as ${job.duplicateOf.name}; linked to it` : job.state],
    ["error", job.error?.message ?? null],
    ["format", job.format],
    job.members === null
      ? ["records", `${count(job.records)}, ${count(job.rejects)} unparsed`]
      : ["files", count(filesOf(job).length)],
    ...problemsOf(job).map(({ name, problem }): [string, string] => [
      "problem",
      `${name ?? "the archive"}: ${problem}`,
    ]),
    ["severities", severitiesOf(job)],
    ...job.installations.map((installation): [string, string] => ["outcome", outcomeOf(installation)]),
    ["first failing line", failingLineText(job)],
    ["open", result.url],
  ];
  const lines = rows.flatMap(([label, text]) => (text ? [`  ${label.padEnd(19)}${printable(text)}`] : []));
  return `${printable(result.file)}\n${lines.join("\n")}\n`;
}

function filesOf({ members }: Job) {
  return (members ?? []).filter(({ jobId }) => jobId !== null);
}

/** What of an archive could not be read, or not to its end. */
function problemsOf({ members }: Job): { name: string | null; problem: string }[] {
  return (members ?? []).flatMap(({ name, problem }) => (problem === null ? [] : [{ name, problem }]));
}

function outcomeOf({ product, attempt, outcome, exitCode }: Job["installations"][number]): string {
  const details = [exitCode === null ? "" : `exit code ${exitCode}`, attempt > 1 ? `attempt ${attempt}` : ""].filter(
    Boolean,
  );
  return `${outcome.replace("_", " ")}: ${product}${details.length > 0 ? ` (${details.join(", ")})` : ""}`;
}

function severitiesOf(job: Job): string {
  return [...SEVERITY_LEVELS]
    .reverse()
    .flatMap((level) => (job.severities[level] ? [`${level} ${count(job.severities[level])}`] : []))
    .join(", ");
}

function failingLineOf(job: Job): Job["firstFailingLine"] {
  return (
    job.firstFailingLine ??
    job.installations.find((installation) => installation.firstFailingLine)?.firstFailingLine ??
    null
  );
}

function failingLineText(job: Job): string | null {
  const line = failingLineOf(job);
  return line ? `record ${count(line.recordNumber)}, byte ${count(line.byteOffset)}: ${line.text.slice(0, 300)}` : null;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ");
}
