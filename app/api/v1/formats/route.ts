import { respond } from "#app/api/respond.ts";
import { EGIS_DEFINITION } from "#lib/formats/custom/egis.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listFormats, saveFormat } from "#lib/queries/read-formats.ts";
import { readDefinition } from "./read-definition.ts";

/** The team's own formats, and those that ship as definitions: to be read and copied. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const formats = await asCaller(claims, (tx) => listFormats(tx, organizationId));
  return Response.json({ formats, shipped: [EGIS_DEFINITION] });
});

/** Saves a format as its next version, for files to come. */
export const POST = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const { definition, basedOn } = await readDefinition(request);
  const version = await asCaller(claims, (tx) => saveFormat(tx, { organizationId, definition, basedOn }));
  return Response.json({ format: { id: definition.id, version } });
});
