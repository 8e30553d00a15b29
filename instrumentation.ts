/** Runs once when the server starts, never while building: a wrong environment must stop the start, with its reason. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { prepareServer } = await import("./lib/store/prepare-server.ts");
  await prepareServer();
  const { resendUnsent } = await import("./lib/intake/resend-unsent.ts");
  const { intakePorts } = await import("./inngest/ports.ts");
  resendUnsent(intakePorts()).catch((error: unknown) => {
    console.error("Events that were not sent could not be looked for; the sweep does it within a minute:", error);
  });
  await listenWhileRunning();
}

/** Where processes end with their requests, nobody could listen. */
async function listenWhileRunning(): Promise<void> {
  const { env } = await import("./lib/platform/env.ts");
  if (env().isVercel) return;
  const { watchInboxes } = await import("./lib/collect/watch-inboxes.ts");
  const { sourceQueue } = await import("./inngest/queue.ts");
  const { database } = await import("./lib/platform/database.ts");
  watchInboxes({ sql: database(), queue: sourceQueue }).catch((error: unknown) => {
    console.error("Inboxes can't be listened to; each minute's round takes what is in them:", error);
  });
}
