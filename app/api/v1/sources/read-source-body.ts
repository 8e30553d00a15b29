import type { z } from "zod";
import { readJson } from "#app/api/read-json.ts";
import { InvalidInputError } from "#lib/errors.ts";
import { type KeptSecret, sourceProblem } from "#lib/model/source-body.ts";
import type { Caller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readSource } from "#lib/queries/read-source.ts";
import { readSourceRights } from "#lib/queries/source-rights.ts";

/**
 * A body that this team may save or try, for a new source or, with its id, for a saved one.
 * @throws InvalidInputError that names the field and what is wrong; NotFoundError
 */
export async function readSourceBody<Body extends Parameters<typeof sourceProblem>[0]>(
  { request, caller }: { request: Request; caller: Caller },
  schema: z.ZodType<Body>,
  idOf: (body: Body) => string | null,
): Promise<Body> {
  const body = await readJson(request, schema);
  const { claims, organizationId } = caller;
  const id = idOf(body);
  const { rights, kept } = await asCaller(claims, async (tx) => ({
    rights: await readSourceRights(tx, organizationId),
    kept: id === null ? null : keptOf(await readSource(tx, { organizationId, id })),
  }));
  const refused = sourceProblem(body, rights, kept);
  if (refused === null) return body;
  throw new InvalidInputError(refused.problem, { code: "unprocessable", details: { fields: [refused] } });
}

function keptOf({ hasSecret, definition }: Awaited<ReturnType<typeof readSource>>): KeptSecret {
  return { hasSecret, endpoint: definition?.kind === "s3" ? definition.connection.endpoint : undefined };
}
