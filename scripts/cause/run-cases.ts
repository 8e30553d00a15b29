import { createInstallationTracker } from "#lib/deployments/installation-tracker.ts";
import { formatById } from "#lib/formats/formats.ts";
import type { FailingLine, Installation } from "#lib/model/log-file.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import { openReader } from "#lib/parse/open-reader.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import type { CauseCase } from "./cause-case.ts";
import { CMTRACE_CASES } from "./cmtrace-cases.ts";
import { EVENT_CASES } from "./event-cases.ts";
import { MSI_CASES } from "./msi-cases.ts";
import { PACKAGE_CASES } from "./package-cases.ts";
import { SCRIPT_CASES } from "./script-cases.ts";
import { SERVICE_CASES } from "./service-cases.ts";
import { WINDOWS_CASES } from "./windows-cases.ts";

export const CAUSE_CASES: readonly CauseCase[] = [
  ...MSI_CASES,
  ...CMTRACE_CASES,
  ...PACKAGE_CASES,
  ...SCRIPT_CASES,
  ...WINDOWS_CASES,
  ...EVENT_CASES,
  ...SERVICE_CASES,
];

const RECEIVED_AT_MS = Date.UTC(2026, 10, 22);

/** What was said about one log; `misses` is empty when all of it is right. */
export interface CauseResult {
  case: CauseCase;
  misses: string[];
}

/** Reads every log as ingest does and compares what is said with the labels. A format that does not exist is skipped. */
export async function runCauseCases(): Promise<CauseResult[]> {
  const known = CAUSE_CASES.filter(({ format }) => formatById(format) !== undefined);
  return Promise.all(known.map(runCase));
}

async function runCase(one: CauseCase): Promise<CauseResult> {
  const text = one.lines.join("\r\n");
  const bytes = new TextEncoder().encode(`${text}\r\n`);
  const source = bytesSource(bytes);
  const reader = await openReader({ source, fileName: one.fileName, receivedAtMs: RECEIVED_AT_MS });
  const tracker = createInstallationTracker({ format: reader.reading.format, fileName: one.fileName });
  const records: FileRecord[] = [];
  // Beside it one that is made anew from its state after every record, as ingest does between steps.
  let resumed = createInstallationTracker({ format: reader.reading.format, fileName: one.fileName });
  for (let batch = await reader.next(); batch !== null; batch = await reader.next()) {
    for (const record of batch.records) {
      records.push(record);
      tracker.observe(record);
      resumed.observe(record);
      const state = JSON.parse(JSON.stringify(resumed.state()));
      resumed = createInstallationTracker({ format: reader.reading.format, fileName: one.fileName, state });
    }
  }
  await reader.close();
  const misses: string[] = [];
  if (reader.reading.format !== one.format) misses.push(`read as ${reader.reading.format}, not ${one.format}`);
  const isSame = JSON.stringify(resumed.failingLine()) === JSON.stringify(tracker.failingLine());
  if (!isSame || JSON.stringify(resumed.installations()) !== JSON.stringify(tracker.installations())) {
    misses.push("says another thing when it is resumed");
  }
  misses.push(...lineMisses(one, records, tracker.failingLine()), ...outcomeMisses(one, tracker.installations()));
  return { case: one, misses };
}

function lineMisses(one: CauseCase, records: readonly FileRecord[], line: FailingLine | null): string[] {
  if (one.cause === null) return line === null ? [] : [`blames record ${line.recordNumber}: ${line.text}`];
  const cause = one.cause;
  const right = records.filter(({ body }) => body.includes(cause)).map(({ recordNumber }) => recordNumber);
  const byAttribute =
    right.length > 0 ? right : records.filter(hasValue(cause)).map(({ recordNumber }) => recordNumber);
  if (byAttribute.length !== 1) return [`the label "${cause}" is in ${byAttribute.length} records`];
  if (line === null) return [`blames nothing, not record ${byAttribute[0]}`];
  if (line.recordNumber !== byAttribute[0]) {
    return [`blames record ${line.recordNumber} (${line.text.slice(0, 80)}), not ${byAttribute[0]}`];
  }
  return storyMisses(line);
}

/** Formats that give the text columns of its own keep it there. */
function hasValue(cause: string): (record: FileRecord) => boolean {
  return (record) => JSON.stringify(record).includes(JSON.stringify(cause).slice(1, -1));
}

function storyMisses({ recordNumber, reason, evidence }: FailingLine): string[] {
  const misses: string[] = [];
  if (!reason || !/^[A-Z].{20,250}\.$/.test(reason)) misses.push(`has no reason: ${reason}`);
  if (!evidence?.some((record) => record.role === "cause" && record.recordNumber === recordNumber)) {
    misses.push("does not name its cause in the evidence");
  }
  return misses;
}

function outcomeMisses(one: CauseCase, installations: readonly Installation[]): string[] {
  const said = installations.map(
    ({ product, attempt, outcome, exitCode }) => `${product} | ${attempt} ${outcome} ${exitCode ?? "-"}`,
  );
  const isSame = said.length === one.outcomes.length && said.every((text, index) => text === one.outcomes[index]);
  return isSame ? [] : [`says [${said.join("; ")}], not [${one.outcomes.join("; ")}]`];
}
