import { createCustomFormat } from "#lib/formats/custom/create-custom-format.ts";
import { definitionProblem } from "#lib/formats/custom/definition-problem.ts";
import { formatDefinitionSchema } from "#lib/model/format-definition.ts";
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
  firstReject: { recordNumber: number; text: string; reason: string } | null;
}

/** Reads a sample with a definition as ingest would, whatever the id is taken by. */
export async function tryDefinition(
  definition: unknown,
  { sample, fileName, receivedAtMs }: { sample: string; fileName: string; receivedAtMs: number },
): Promise<Trial> {
  const trial: Trial = { problem: null, records: 0, rejects: 0, withoutTime: 0, rows: [], firstReject: null };
  const parsed = formatDefinitionSchema.safeParse(definition);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { ...trial, problem: { field: issue?.path.join(".") ?? "", problem: issue?.message ?? "is not usable" } };
  }
  const problem = definitionProblem(parsed.data);
  if (problem !== null) return { ...trial, problem };
  const format = createCustomFormat({ definition: parsed.data, version: 1 });
  const source = blobSource(new Blob([sample]));
  const reader = await openReader({ source, fileName, receivedAtMs, formats: [format], format: format.id });
  try {
    for (let batch = await reader.next(); batch !== null; batch = await reader.next()) {
      for (const record of batch.records) observe(trial, record);
    }
  } finally {
    await reader.close();
  }
  return trial;
}

function observe(trial: Trial, record: FileRecord): void {
  if (trial.rows.length < MAX_ROWS) trial.rows.push(record);
  if (record.kind === "record") {
    trial.records++;
    if (record.timestampUs === null) trial.withoutTime++;
    return;
  }
  trial.rejects++;
  const { recordNumber, body, reason } = record;
  trial.firstReject ??= { recordNumber, text: body.slice(0, 300), reason };
}
