import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { usualCode } from "#lib/codes/code-value.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listCodeExplanations } from "#lib/queries/code-explanations.ts";
import { readCodeDevices } from "#lib/queries/read-code-devices.ts";
import { codeSchema } from "./code-schema.ts";

const querySchema = z.object({ code: codeSchema });

/** What the team says of a code, and on how many of its devices it was the cause or the exit code. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const { code } = readQuery(request, querySchema);
  const usual = usualCode(code);
  const known = await asCaller(claims, async (tx) => ({
    explanations: await listCodeExplanations(tx, organizationId),
    devices: await readCodeDevices(tx, { organizationId, code }),
  }));
  const explanation = known.explanations.find((each) => each.code === usual) ?? null;
  return Response.json({ code, explanation, devices: known.devices });
});
