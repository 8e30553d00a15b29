import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";

/** Starts every waiting file that may start now. Returns how many. */
export async function admitNow(ports: DispatchPorts): Promise<{ started: number }> {
  const dispatched = await repeatTransaction(ports.sql, async (tx) => admitWaiting(tx, await databaseNowMs(tx)));
  await dispatch(dispatched, ports);
  return { started: dispatched.length };
}
