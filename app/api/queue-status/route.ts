import { clientOf, rateLimit } from "#app/api/rate-limit.ts";
import { respond } from "#app/api/respond.ts";
import { database } from "#lib/platform/database.ts";
import { type QueueStatus, readQueueStatus } from "#lib/queries/read-queue-status.ts";

const CACHE_MS = 2000;
const limit = rateLimit({ burst: 60, perSecond: 2 });
let cached: { status: Promise<QueueStatus>; untilMs: number } | null = null;

/** How full the lanes are: open to everyone, so it holds totals of the instance only. */
export const GET = respond(async (request: Request) => {
  const nowMs = Date.now();
  limit.take(clientOf(request), nowMs);
  if (!cached || cached.untilMs <= nowMs) cached = { status: readQueueStatus(database()), untilMs: nowMs + CACHE_MS };
  const current = cached;
  try {
    return Response.json({ lanes: await current.status }, { headers: { "cache-control": "public, max-age=2" } });
  } catch (error) {
    // A failure is not worth keeping: the next request tries again.
    if (cached === current) cached = null;
    throw error;
  }
});
