const OLDEST_MAJOR = 22;

/** Throws with what to do when the scripts run on a Node without type stripping and WebSocket. */
export function assertNodeVersion(version: string = process.versions.node): void {
  const major = Number(version.split(".")[0]);
  if (major >= OLDEST_MAJOR) return;
  throw new Error(
    `Node ${version} runs this, but Sluice needs Node ${OLDEST_MAJOR} or newer. ` +
      "Start it through npm (npm start), which brings its own Node on Linux; elsewhere install a newer Node.",
  );
}
