import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";

/** Starts every waiting file that may start now. Returns how many. */
export async function admitNow(ports: DispatchPorts): Promise<{ started: number }> {
  const dispatched = await ports.sql.begin(async (tx) => admitWaiting(tx, await databaseNowMs(tx)));
  await dispatch(dispatched, ports);
  return { started: dispatched.length };
}
