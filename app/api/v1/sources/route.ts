import { randomUUID } from "node:crypto";
import { respond } from "#app/api/respond.ts";
import { sourceSaveSchema } from "#lib/model/source-body.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listSources } from "#lib/queries/list-sources.ts";
import { readSourceBody } from "./read-source-body.ts";
import { requireAdmin } from "./require-admin.ts";
import { saveSourceNow } from "./save-source-now.ts";

/** The team's sources with how they are doing; never their keys. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  return Response.json({ sources: await asCaller(claims, (tx) => listSources(tx, organizationId)) });
});

/** Makes a source; its first run starts at once. */
export const POST = respond(async (request: Request) => {
  const caller = await requireAdmin(request);
  const body = await readSourceBody({ request, caller }, sourceSaveSchema, () => null);
  return Response.json({ source: await saveSourceNow(caller, randomUUID(), { ...body, basedOn: 0 }) }, { status: 201 });
});
