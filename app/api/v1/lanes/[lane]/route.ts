import { readJson } from "#app/api/read-json.ts";
import { respond } from "#app/api/respond.ts";
import { laneChangeSchema } from "#lib/model/lane-settings.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { changeLaneNow, laneOf } from "./change-lane-now.ts";

/** Changes slots and delays of a lane; in force at once. */
export const PATCH = respond(async (request: Request, context: { params: Promise<{ lane: string }> }) => {
  const caller = await requireCaller(request);
  const lane = await laneOf(context);
  const { note, ...values } = await readJson(request, laneChangeSchema);
  return changeLaneNow(caller, { lane, values, note: note ?? null });
});
