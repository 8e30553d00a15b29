import { readJson } from "#app/api/read-json.ts";
import { respond } from "#app/api/respond.ts";
import { readingChoiceSchema } from "#lib/model/reading-settings.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { previewReparse, readReparse } from "#lib/queries/preview-reparse.ts";

/** What would change if the file were read with another format or time zone. Changes nothing. */
export const POST = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const caller = await requireCaller(request);
  const { id: fileId } = await params;
  const choice = await readJson(request, readingChoiceSchema);
  const material = await asCaller(caller.claims, (tx) => readReparse(tx, { fileId, choice }));
  return Response.json(await previewReparse(material, () => performance.now()));
});
