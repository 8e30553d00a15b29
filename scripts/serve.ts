/**
 * The image's command: the server that a production build leaves behind, on all addresses of its container.
 * SIGTERM lets running requests end, then cuts what is left and exits with 0: an interrupted step is begun anew.
 */
import { assertNodeVersion } from "./stack/node-version.ts";

/** Orchestrators kill after 10 s or more. */
const CUT_AFTER_MS = 8000;

assertNodeVersion();
// Containers have a HOSTNAME of their own, and Next would listen on that name alone.
process.env.HOSTNAME = process.env.SLUICE_HOST || "0.0.0.0";
let isEnding = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    isEnding = true;
    setTimeout(() => process.exit(0), CUT_AFTER_MS).unref();
  });
}
process.on("exit", () => {
  // Next ends itself with the number of the signal, which is no failure.
  if (isEnding) process.exitCode = 0;
});
// Made by the build, so no path that a type checker could know.
await import(new URL("../server.js", import.meta.url).href);
