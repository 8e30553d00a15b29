import type { LogFormat } from "#lib/formats/format.ts";
import { formatDefinitionSchema } from "#lib/model/format-definition.ts";
import { createCustomFormat } from "./create-custom-format.ts";
import { definitionProblem } from "./definition-problem.ts";

const MAX_KEPT = 200;
const kept = new Map<string, LogFormat | null>();

/**
 * The formats of stored definitions. One that can't be used (any more) is left out: it must not keep a team's other
 * files from being read.
 */
export function usableFormats(rows: readonly { version: number; definition: unknown }[]): LogFormat[] {
  return rows.flatMap((row) => {
    const key = JSON.stringify(row);
    let format = kept.get(key);
    if (format === undefined) {
      format = usable(row);
      if (kept.size >= MAX_KEPT) kept.clear();
      kept.set(key, format);
    }
    return format === null ? [] : [format];
  });
}

function usable({ version, definition }: { version: number; definition: unknown }): LogFormat | null {
  const parsed = formatDefinitionSchema.safeParse(definition);
  if (!parsed.success || definitionProblem(parsed.data) !== null) return null;
  return createCustomFormat({ definition: parsed.data, version });
}
