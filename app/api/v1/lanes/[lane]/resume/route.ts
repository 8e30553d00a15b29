import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { changeLaneNow, laneOf } from "../change-lane-now.ts";
import { readNote } from "../read-note.ts";

/** Lets a paused lane start files again. Asking again changes nothing. */
export const POST = respond(async (request: Request, context: { params: Promise<{ lane: string }> }) => {
  const caller = await requireCaller(request);
  const lane = await laneOf(context);
  return changeLaneNow(caller, { lane, values: { isPaused: false }, note: await readNote(request) });
});
