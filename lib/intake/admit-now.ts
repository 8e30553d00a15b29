import { admitWaiting } from "#lib/store/admission.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";

/** Starts every waiting file that may start now. Returns how many. */
export async function admitNow(ports: DispatchPorts): Promise<{ started: number }> {
  const dispatched = await ports.sql.begin((tx) => admitWaiting(tx, ports.now()));
  await dispatch(dispatched, ports);
  return { started: dispatched.length };
}
