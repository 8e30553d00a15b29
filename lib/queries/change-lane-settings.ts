import type { LaneChange } from "#lib/model/lane-settings.ts";
import type { Lane } from "#lib/model/log-file.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { asked } from "./function-refusal.ts";

export type LaneValues = Omit<LaneChange, "note"> & { isPaused?: boolean };

/**
 * Changes a lane for the whole server and records it; the database checks the right itself. False when nothing differs.
 * @throws ForbiddenError but for admins and owners of the team that owns the server; InvalidInputError
 */
export async function changeLaneSettings(
  tx: TransactionSql,
  { lane, values, note }: { lane: Lane; values: LaneValues; note: string | null },
): Promise<boolean> {
  const [row] = await asked(
    tx<{ isChanged: boolean }[]>`select public.change_lane(${lane}, ${tx.json(values)}, ${note}) as "isChanged"`,
  );
  return row?.isChanged ?? false;
}

/** Whether the caller may change the lanes. */
export async function canChangeLanes(tx: TransactionSql): Promise<boolean> {
  const [row] = await tx<{ may: boolean }[]>`select public.can_change_lanes() as may`;
  return row?.may ?? false;
}
