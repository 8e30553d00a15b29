import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readCodeDevices } from "#lib/queries/read-code-devices.ts";

const querySchema = z.object({ code: z.string().trim().min(1).max(100) });

/** On how many of the team's devices a code was the cause or the exit code. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const { code } = readQuery(request, querySchema);
  return Response.json({
    code,
    devices: await asCaller(claims, (tx) => readCodeDevices(tx, { organizationId, code })),
  });
});
