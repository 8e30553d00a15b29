import { respond } from "#app/api/respond.ts";
import { sourceSaveSchema } from "#lib/model/source-body.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { deleteSource } from "#lib/queries/change-source.ts";
import { readSource, sourceIdOf } from "#lib/queries/read-source.ts";
import { readSourceBody } from "../read-source-body.ts";
import { requireAdmin } from "../require-admin.ts";
import { saveSourceNow } from "../save-source-now.ts";

type Context = { params: Promise<{ id: string }> };

/** One source; never its keys. */
export const GET = respond(async (request: Request, { params }: Context) => {
  const { claims, organizationId } = await requireCaller(request);
  const { id } = await params;
  return Response.json({ source: await asCaller(claims, (tx) => readSource(tx, { organizationId, id })) });
});

/** Changes a source; it runs at once with what was changed. */
export const PUT = respond(async (request: Request, { params }: Context) => {
  const caller = await requireAdmin(request);
  const id = sourceIdOf((await params).id);
  const body = await readSourceBody({ request, caller }, sourceSaveSchema, () => id);
  return Response.json({ source: await saveSourceNow(caller, id, body) });
});

/** Takes a source away; the files that came from it stay. */
export const DELETE = respond(async (request: Request, { params }: Context) => {
  const { claims, organizationId } = await requireCaller(request);
  const id = sourceIdOf((await params).id);
  await asCaller(claims, (tx) => deleteSource(tx, { organizationId, id }));
  return Response.json({ source: { id } });
});
