import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { Target } from "./target.ts";

/** The server refused: its own words. */
export class RefusedError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "RefusedError";
    this.status = status;
    this.code = code;
  }
}

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const RETRY_DELAYS_MS = [500, 1000, 2000, 4000, 8000, 15_000];

/**
 * One call of the HTTP API. A server that is away, restarts or asks to wait is asked again for about half a minute.
 * @throws RefusedError with the server's message
 */
export async function callApi<Schema extends z.ZodType>(
  target: Target,
  call: { method: "GET" | "POST"; path: string; body?: unknown; schema: Schema },
): Promise<z.output<Schema>> {
  for (let attempt = 0; ; attempt++) {
    const delayMs = RETRY_DELAYS_MS[attempt];
    try {
      return call.schema.parse(await request(target, call));
    } catch (error) {
      const isPassing =
        error instanceof RefusedError ? error.status >= 500 || error.status === 429 : isNetworkError(error);
      if (!isPassing || delayMs === undefined) throw error;
      await delay(delayMs);
    }
  }
}

async function request(
  target: Target,
  { method, path, body }: { method: string; path: string; body?: unknown },
): Promise<unknown> {
  const response = await fetch(`${target.appUrl}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await target.token()}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  // An answer cut off behind its status says nothing yet: a server killed while it wrote is asked again.
  if (response.ok) return await response.json().catch((cause) => Promise.reject(new CutOffError(cause)));
  const answer: unknown = await response.json().catch(() => null);
  const refused = errorSchema.safeParse(answer);
  throw refused.success
    ? new RefusedError(response.status, refused.data.error.code, refused.data.error.message)
    : new RefusedError(response.status, "unknown", `The server answered ${response.status}.`);
}

/** A good answer that broke off. */
class CutOffError extends Error {
  constructor(cause: unknown) {
    super("The server's answer broke off.", { cause });
    this.name = "CutOffError";
  }
}

function isNetworkError(error: unknown): boolean {
  return (
    error instanceof CutOffError ||
    error instanceof TypeError ||
    (error instanceof DOMException && error.name === "TimeoutError")
  );
}
