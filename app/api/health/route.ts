import { respond } from "#app/api/respond.ts";
import { checkDependencies, type Readiness } from "#lib/platform/check-dependencies.ts";
import { dependencyProbes } from "#lib/platform/dependency-probes.ts";

const CACHE_MS = 2000;
/** Below what orchestrators and load balancers wait for an answer. */
const TIMEOUT_MS = 2000;
const probes = dependencyProbes();
let cached: { readiness: Promise<Readiness>; untilMs: number } | null = null;

/** Whether this server can work: open to everyone, so that each part is asked once in two seconds. 503 when one is down. */
export const GET = respond(async () => {
  if (!cached || cached.untilMs <= Date.now()) cached = ask();
  const { isReady, dependencies } = await cached.readiness;
  return Response.json(
    { status: isReady ? "ready" : "not ready", dependencies },
    { status: isReady ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
});

/** Good until two seconds after the answers are there; it never fails. */
function ask(): { readiness: Promise<Readiness>; untilMs: number } {
  const asked = { readiness: checkDependencies(probes, { timeoutMs: TIMEOUT_MS }), untilMs: Number.POSITIVE_INFINITY };
  asked.readiness.then(() => {
    asked.untilMs = Date.now() + CACHE_MS;
  });
  return asked;
}
