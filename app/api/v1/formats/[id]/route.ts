import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { NotFoundError } from "#lib/errors.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listFormatVersions, retireFormat } from "#lib/queries/read-formats.ts";

type Context = { params: Promise<{ id: string }> };

const retireSchema = z.object({
  /** Version that was seen. */
  basedOn: z.coerce.number().int().min(1).max(2_147_483_647),
});

/** Every version of a format, newest first. */
export const GET = respond(async (request: Request, { params }: Context) => {
  const { claims, organizationId } = await requireCaller(request);
  const { id } = await params;
  const versions = await asCaller(claims, (tx) => listFormatVersions(tx, { organizationId, id }));
  if (versions.length === 0) throw new NotFoundError("There is no such format.");
  return Response.json({ versions });
});

/** Retires a format: no new file is taken for it. */
export const DELETE = respond(async (request: Request, { params }: Context) => {
  const { claims, organizationId } = await requireCaller(request);
  const { id } = await params;
  const { basedOn } = readQuery(request, retireSchema);
  const version = await asCaller(claims, (tx) => retireFormat(tx, { organizationId, id, basedOn }));
  return Response.json({ format: { id, version } });
});
