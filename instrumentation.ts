/** Runs once when the server starts, never while building: a wrong environment must stop the start, with its reason. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { prepareServer } = await import("./lib/store/prepare-server.ts");
  await prepareServer();
}
