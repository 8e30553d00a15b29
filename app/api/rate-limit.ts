import { AppError } from "#lib/errors.ts";
import { env } from "#lib/platform/env.ts";

const MAX_CLIENTS = 10_000;

/**
 * A token bucket per client, in this process: `burst` requests at once, `perSecond` on average.
 * `take` throws rate_limited (429) with the seconds to wait. `nowMs` never runs backwards.
 */
export function rateLimit({ burst, perSecond }: { burst: number; perSecond: number }) {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return {
    take(client: string, nowMs: number): void {
      const bucket = buckets.get(client) ?? { tokens: burst, atMs: nowMs };
      const tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.atMs) / 1000) * perSecond);
      // Deleted and set anew: the map's order is the order of last use, so the first is the one to forget.
      buckets.delete(client);
      buckets.set(client, { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs: nowMs });
      const oldest = buckets.keys().next();
      if (buckets.size > MAX_CLIENTS && !oldest.done) buckets.delete(oldest.value);
      if (tokens >= 1) return;
      const retryAfterS = Math.ceil((1 - tokens) / perSecond);
      throw new AppError("rate_limited", `Too many requests; try again in ${retryAfterS} s.`, {
        details: { retryAfterS },
      });
    },
  };
}

/** The address a request came from, as the nearest proxy tells it; never what the client itself claims on Vercel. */
export function clientOf(request: Request): string {
  if (env().isVercel) return request.headers.get("x-real-ip") ?? "unknown";
  return request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
