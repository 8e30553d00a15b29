import { createCustomFormat } from "#lib/formats/custom/create-custom-format.ts";
import { definitionProblem } from "#lib/formats/custom/definition-problem.ts";
import { fileNameMatcher } from "#lib/formats/custom/file-name-matcher.ts";
import { type PatternStop, patternStop } from "#lib/formats/custom/pattern-stop.ts";
import { type FormatDefinition, formatDefinitionSchema } from "#lib/model/format-definition.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import { blobSource } from "#lib/streams/byte-source.ts";
import { openReader } from "./open-reader.ts";

const MAX_ROWS = 100;

export interface Trial {
  /** What makes the definition unusable: the path of its field and words. Null = it was tried. */
  problem: { field: string; problem: string } | null;
  records: number;
  rejects: number;
  /** Records without a usable time. */
  withoutTime: number;
  /** The first ones. */
  rows: FileRecord[];
  firstReject: { recordNumber: number; text: string; reason: string; stop: PatternStop | null } | null;
  /** How sure detection is of the format for the sample, 0 to 1; 0 = it would not be taken for it. */
  confidence: number;
  /** Null = the format has no file names. */
  isNameFitting: boolean | null;
}

/** Reads a sample with a definition as ingest would, whatever the id is taken by. */
export async function tryDefinition(
  definition: unknown,
  { sample, fileName, receivedAtMs }: { sample: string; fileName: string; receivedAtMs: number },
): Promise<Trial> {
  const trial: Trial = {
    problem: null,
    records: 0,
    rejects: 0,
    withoutTime: 0,
    rows: [],
    firstReject: null,
    confidence: 0,
    isNameFitting: null,
  };
  const parsed = formatDefinitionSchema.safeParse(definition);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { ...trial, problem: { field: issue?.path.join(".") ?? "", problem: issue?.message ?? "is not usable" } };
  }
  const problem = definitionProblem(parsed.data);
  if (problem !== null) return { ...trial, problem };
  const format = createCustomFormat({ definition: parsed.data, version: 1 });
  const { fileNames, pattern } = parsed.data;
  trial.confidence = format.detect({ fileName, head: sample, tail: null, receivedAtMs });
  if (fileNames.length > 0) trial.isNameFitting = fileNameMatcher(fileNames)(fileName);
  const source = blobSource(new Blob([sample]));
  const reader = await openReader({ source, fileName, receivedAtMs, formats: [format], format: format.id });
  try {
    for (let batch = await reader.next(); batch !== null; batch = await reader.next()) {
      for (const record of batch.records) observe(trial, { record, pattern });
    }
  } finally {
    await reader.close();
  }
  return trial;
}

function observe(
  trial: Trial,
  { record, pattern }: { record: FileRecord; pattern: FormatDefinition["pattern"] },
): void {
  if (trial.rows.length < MAX_ROWS) trial.rows.push(record);
  if (record.kind === "record") {
    trial.records++;
    if (record.timestampUs === null) trial.withoutTime++;
    return;
  }
  trial.rejects++;
  const { recordNumber, body, reason } = record;
  trial.firstReject ??= { recordNumber, text: body.slice(0, 300), reason, stop: patternStop(pattern, firstLine(body)) };
}

function firstLine(body: string): string {
  const end = body.indexOf("\n");
  return (end === -1 ? body : body.slice(0, end)).replace(/\r$/, "");
}
