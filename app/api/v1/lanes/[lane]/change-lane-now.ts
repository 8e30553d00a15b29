import { intakePorts } from "#inngest/ports.ts";
import { NotFoundError } from "#lib/errors.ts";
import { changeLane } from "#lib/intake/change-lane.ts";
import { type Lane, laneSchema } from "#lib/model/log-file.ts";
import type { Caller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { changeLaneSettings, type LaneValues } from "#lib/queries/change-lane-settings.ts";
import { readLanes } from "#lib/queries/read-lanes.ts";

/** Makes a change of a lane for the caller and answers the lane as it is now. */
export async function changeLaneNow(
  { claims, organizationId }: Caller,
  change: { lane: Lane; values: LaneValues; note: string | null },
): Promise<Response> {
  const { isChanged, started } = await changeLane(
    { claims },
    { ...intakePorts(), change: (tx) => changeLaneSettings(tx, change) },
  );
  const lanes = await asCaller(claims, (tx) => readLanes(tx, organizationId));
  return Response.json({ lane: lanes.find(({ lane }) => lane === change.lane), changed: isChanged, started });
}

/** @throws NotFoundError for a lane that there is not */
export async function laneOf({ params }: { params: Promise<{ lane: string }> }): Promise<Lane> {
  const lane = laneSchema.safeParse((await params).lane);
  if (!lane.success) throw new NotFoundError("There is no lane of this name. The lanes are high, medium and low.");
  return lane.data;
}
