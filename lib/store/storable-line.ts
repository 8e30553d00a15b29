import type { FailingLine } from "#lib/model/log-file.ts";
import { storableJson } from "./storable-text.ts";

/** A failing line as the text of a jsonb column; null when there is none. */
export function storableLine(line: FailingLine | null): string | null {
  if (line === null) return null;
  const { reason, evidence, ...place } = line;
  return storableJson({
    ...place,
    ...(reason === undefined ? {} : { reason }),
    ...(evidence === undefined ? {} : { evidence: evidence.map((record) => ({ ...record })) }),
  });
}
