import { definitionProblem } from "#lib/formats/custom/definition-problem.ts";
import { type FormatDefinition, formatDefinitionSchema } from "#lib/model/format-definition.ts";

/** Far more than the largest definition takes. */
export const MAX_IMPORT_BYTES = 256 * 1024;

export type Imported = { definition: FormatDefinition; problem: null } | { definition: null; problem: string };

/** A definition from the text of a file: as it is exported, or as the API gives it, with `definition` around it. */
export function importedDefinition(text: string): Imported {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    return refused(`The file is not JSON: ${error instanceof Error ? error.message : "it can't be read"}`);
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return refused("The file holds no definition of a format: it must be a JSON object with id, name and pattern.");
  }
  const parsed = formatDefinitionSchema.safeParse("definition" in json ? json.definition : json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join(".") || "definition";
    return refused(`The file's ${field} can't be used: ${issue?.message ?? "it is not as a definition must be"}.`);
  }
  const problem = definitionProblem(parsed.data);
  if (problem !== null) return refused(`The file's ${problem.field} can't be used: ${problem.problem}`);
  return { definition: parsed.data, problem: null };
}

function refused(problem: string): Imported {
  return { definition: null, problem };
}

/** The text of a file that {@link importedDefinition} takes. */
export function exportedDefinition(definition: FormatDefinition): string {
  return `${JSON.stringify(definition, null, 2)}\n`;
}
