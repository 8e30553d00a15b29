import { actAsCaller, actAsService, type CallerClaims } from "#lib/platform/database.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import type { TransactionSql } from "#lib/store/sql.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";

export interface ChangeLanePorts extends DispatchPorts {
  /** Makes the change as the caller; false when nothing differs. */
  change(tx: TransactionSql): Promise<boolean>;
}

/**
 * Changes a lane and starts, in the same transaction, what may start with its new settings, so that they are in force at
 * once. Throws what the change throws.
 */
export async function changeLane(
  { claims }: { claims: CallerClaims },
  ports: ChangeLanePorts,
): Promise<{ isChanged: boolean; started: number }> {
  const { isChanged, dispatched } = await repeatTransaction(ports.sql, async (tx) => {
    await actAsCaller(tx, claims);
    const isChanged = await ports.change(tx);
    await actAsService(tx);
    return { isChanged, dispatched: isChanged ? await admitWaiting(tx, await databaseNowMs(tx)) : [] };
  });
  await dispatch(dispatched, ports);
  return { isChanged, started: dispatched.length };
}
