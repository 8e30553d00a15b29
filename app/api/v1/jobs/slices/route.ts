import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { jobFilterQuerySchema, jobQueryValues } from "#lib/model/job-query.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readLaneSlices, SLICE_RANGES } from "#lib/queries/lane-slices.ts";

const querySchema = jobFilterQuerySchema.pick({ lane: true }).extend({ range: z.enum(SLICE_RANGES).default("1h") });

/** What the team's lanes did over time: throughput, waits, failures. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const { lane: lanes, range } = readQuery(request, querySchema, jobQueryValues);
  const nowMs = Date.now();
  return Response.json({
    slices: await asCaller(claims, (tx) => readLaneSlices(tx, { organizationId, lanes, range, nowMs })),
  });
});
