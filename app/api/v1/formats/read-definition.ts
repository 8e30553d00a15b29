import { z } from "zod";
import { readJson } from "#app/api/read-json.ts";
import { InvalidInputError } from "#lib/errors.ts";
import { definitionProblem } from "#lib/formats/custom/definition-problem.ts";
import { type FormatDefinition, formatDefinitionSchema } from "#lib/model/format-definition.ts";

const saveSchema = z.strictObject({
  definition: formatDefinitionSchema,
  /** Version the editor started from; 0 = a new format. */
  basedOn: z.number().int().min(0).max(2_147_483_647),
});

/** A definition that can be used. @throws InvalidInputError that names the field and what is wrong */
export async function readDefinition(request: Request): Promise<{ definition: FormatDefinition; basedOn: number }> {
  const body = await readJson(request, saveSchema);
  const refused = definitionProblem(body.definition);
  if (refused !== null) {
    throw new InvalidInputError(refused.problem, { code: "unprocessable", details: { fields: [refused] } });
  }
  return body;
}
