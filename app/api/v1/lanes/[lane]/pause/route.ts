import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { changeLaneNow, laneOf } from "../change-lane-now.ts";
import { readNote } from "../read-note.ts";

/** Starts no more files of a lane; those that run go on. Asking again changes nothing. */
export const POST = respond(async (request: Request, context: { params: Promise<{ lane: string }> }) => {
  const caller = await requireCaller(request);
  const lane = await laneOf(context);
  return changeLaneNow(caller, { lane, values: { isPaused: true }, note: await readNote(request) });
});
