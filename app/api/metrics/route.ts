import { createHash, timingSafeEqual } from "node:crypto";
import { respond } from "#app/api/respond.ts";
import { NotFoundError, UnauthenticatedError } from "#lib/errors.ts";
import { database } from "#lib/platform/database.ts";
import { env } from "#lib/platform/env.ts";
import { type Metrics, readMetrics } from "#lib/queries/read-metrics.ts";
import { METRICS_CONTENT_TYPE, metricsText } from "./metrics-text.ts";

const CACHE_MS = 5000;
let cached: { metrics: Promise<Metrics>; untilMs: number } | null = null;

/** For a collector that shows METRICS_TOKEN. The database is asked once in five seconds, however many collect. */
export const GET = respond(async (request: Request) => {
  const { metricsToken } = env();
  if (metricsToken === null) {
    throw new NotFoundError("This server gives out no metrics: set METRICS_TOKEN in its environment to have them.");
  }
  if (!isSame(request.headers.get("authorization") ?? "", `Bearer ${metricsToken}`)) {
    throw new UnauthenticatedError("Send `Authorization: Bearer <METRICS_TOKEN>`, as set on this server.");
  }
  const nowMs = Date.now();
  if (!cached || cached.untilMs <= nowMs) cached = { metrics: readMetrics(database()), untilMs: nowMs + CACHE_MS };
  const current = cached;
  try {
    const text = await metricsText(await current.metrics);
    return new Response(text, { headers: { "content-type": METRICS_CONTENT_TYPE, "cache-control": "no-store" } });
  } catch (error) {
    // A failure is not worth keeping: the next request tries again.
    if (cached === current) cached = null;
    throw error;
  }
});

/** Takes as long for any two texts, whatever they have in common. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
