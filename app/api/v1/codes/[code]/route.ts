import { z } from "zod";
import { readJson } from "#app/api/read-json.ts";
import { respond } from "#app/api/respond.ts";
import { usualCode } from "#lib/codes/code-value.ts";
import { InvalidInputError } from "#lib/errors.ts";
import { codeWordsSchema } from "#lib/model/code-explanation.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { explainCodeForTeam, listCodeExplanations } from "#lib/queries/code-explanations.ts";
import { codeSchema } from "../code-schema.ts";

type Context = { params: Promise<{ code: string }> };

/** Says what a code means to the team, in place of what it said before. */
export const PUT = respond(async (request: Request, { params }: Context) => {
  const { claims, organizationId } = await requireCaller(request);
  const code = codeOf(await params);
  const words = await readJson(request, codeWordsSchema);
  const saved = await asCaller(claims, async (tx) => {
    await explainCodeForTeam(tx, { organizationId, code, words });
    return await listCodeExplanations(tx, organizationId);
  });
  return Response.json({ explanation: saved.find((each) => each.code === code) });
});

/** Takes the team's words for a code away. */
export const DELETE = respond(async (request: Request, { params }: Context) => {
  const { claims, organizationId } = await requireCaller(request);
  const code = codeOf(await params);
  await asCaller(claims, (tx) => explainCodeForTeam(tx, { organizationId, code, words: null }));
  return Response.json({ explanation: null });
});

function codeOf({ code }: { code: string }): string {
  const parsed = codeSchema.safeParse(code);
  if (parsed.success) return usualCode(parsed.data);
  throw new InvalidInputError(`The code is not usable: ${z.treeifyError(parsed.error).errors[0]}.`);
}
