import { readFileSync } from "node:fs";
import { z } from "zod";
import { createCustomFormat } from "#lib/formats/custom/create-custom-format.ts";
import { definitionProblem } from "#lib/formats/custom/definition-problem.ts";
import type { LogFormat } from "#lib/formats/format.ts";
import { formatDefinitionSchema } from "#lib/model/format-definition.ts";
import { UsageError } from "../ingest/usage.ts";

/** The format that a file of JSON defines. @throws UsageError that says what is wrong with it */
export function readFormatFile(path: string): LogFormat {
  const parsed = formatDefinitionSchema.safeParse(readJsonFile(path));
  if (!parsed.success) throw new UsageError(`${path}: ${z.prettifyError(parsed.error)}`);
  const refused = definitionProblem(parsed.data);
  if (refused !== null) throw new UsageError(`${path}: ${refused.problem}`);
  return createCustomFormat({ definition: parsed.data, version: 1 });
}

function readJsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "It is no JSON" : "It can't be read";
    throw new UsageError(`${path}: ${reason}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
