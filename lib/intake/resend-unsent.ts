import { findUnsent, SWEEP_LIMITS } from "#lib/store/sweep.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";

/**
 * Sends the events that an ended process left between commit and send, and sets the queue's alarm: for the start of a
 * server, so that its files need not wait for the sweep. What another server is just sending is sent twice, which
 * starts nothing twice. Throws when the database is away.
 */
export async function resendUnsent(ports: DispatchPorts): Promise<void> {
  await dispatch(await findUnsent(ports.sql, { ...SWEEP_LIMITS, unsentMs: 0 }), ports);
}
