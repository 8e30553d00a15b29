import type { FailingLine, Installation } from "#lib/model/log-file.ts";
import { SEVERITY_LEVELS } from "#lib/model/severity.ts";
import type { FileReport } from "./inspect-file.ts";

/** One line of JSON for programs. */
export function reportJson({ file, reading, contentBytes, counts, installations }: FileReport): string {
  const line = {
    file,
    format: reading.format,
    confidence: reading.confidence,
    container: reading.container,
    encoding: reading.encoding,
    bytes: contentBytes,
    records: counts.records,
    rejects: counts.rejects,
    first: isoText(counts.firstTimestampUs),
    last: isoText(counts.lastTimestampUs),
    tz: reading.timeZone.source,
    severity: counts.severities,
    outcomes: installations,
  };
  return `${JSON.stringify(line)}\n`;
}

/** Some lines for people. */
export function reportText(
  { file, reading, contentBytes, counts, installations, failingLine }: FileReport,
  problem: string | null,
): string {
  const { timeZone } = reading;
  const runnerUp =
    reading.runnerUp === null ? "" : `, then ${reading.runnerUp.format} ${percent(reading.runnerUp.confidence)}`;
  const severities = SEVERITY_LEVELS.filter((level) => counts.severities[level] > 0);
  const rows: [string, string][] = [
    ["format", `${reading.format} (${percent(reading.confidence)} sure${runnerUp})`],
    ["container", reading.container],
    ["encoding", reading.encoding],
    ["bytes", `${contentBytes}${reading.container === "none" ? "" : " decompressed"}`],
    ["records", String(counts.records)],
    ["rejects", String(counts.rejects)],
    ["time", `${isoText(counts.firstTimestampUs) ?? "-"} to ${isoText(counts.lastTimestampUs) ?? "-"}`],
    ["time zone", `${timeZone.source}${timeZone.zone === null ? "" : ` ${timeZone.zone}`}: ${timeZone.reason}`],
    ["severity", severities.map((level) => `${level} ${counts.severities[level]}`).join(", ") || "-"],
    ...installations.map((installation): [string, string] => ["outcome", outcomeText(installation)]),
    ...(failingLine === null ? [] : [["failing", failingText(failingLine)] satisfies [string, string]]),
    ...reading.notes.map((note): [string, string] => ["note", note]),
    ...(problem === null ? [] : [["problem", problem] satisfies [string, string]]),
  ];
  return `${[visible(file), ...rows.map(([name, value]) => `  ${name.padEnd(10)} ${visible(value)}`)].join("\n")}\n\n`;
}

function outcomeText({ product, attempt, outcome, exitCode, firstFailingLine }: Installation): string {
  const code = exitCode === null ? "" : `, exit code ${exitCode}`;
  const line =
    firstFailingLine === null
      ? ""
      : `; first failing line: record ${firstFailingLine.recordNumber}: ${firstFailingLine.text}`;
  return `${product} (attempt ${attempt}): ${outcome}${code}${line}`;
}

function failingText({ recordNumber, text, reason }: FailingLine): string {
  return `record ${recordNumber}: ${text}${reason ? ` (${reason})` : ""}`;
}

function percent(confidence: number): string {
  return `${Math.round(confidence * 100)}%`;
}

function isoText(timestampUs: number | null): string | null {
  return timestampUs === null ? null : new Date(timestampUs / 1000).toISOString();
}

/** Text of a log must not steer the terminal. */
function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced.
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ");
}
