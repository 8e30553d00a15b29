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
/** A server that restarts, with its database, is back long before; one that is not there is told of in time. */
const PATIENCE_MS = 60_000;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 4000;

/**
 * One call of the HTTP API. A server that is away, restarts or asks to wait is asked again for about a minute.
 * @throws RefusedError with the server's message
 */
export async function callApi<Schema extends z.ZodType>(
  target: Target,
  call: { method: "GET" | "POST"; path: string; body?: unknown; schema: Schema },
): Promise<z.output<Schema>> {
  const untilMs = Date.now() + PATIENCE_MS;
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(LONGEST_DELAY_MS, delayMs * 2)) {
    try {
      return call.schema.parse(await request(target, call));
    } catch (error) {
      const isPassing =
        error instanceof RefusedError ? error.status >= 500 || error.status === 429 : isNetworkError(error);
      if (!isPassing || Date.now() > untilMs) throw error;
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
  // An answer that breaks off, because the server ends while it is sent, throws like one that never came.
  const answer = parseJson(await response.text());
  if (response.ok && answer === undefined) {
    throw new RefusedError(response.status, "unknown", `${target.appUrl} answers with something else than JSON.`);
  }
  if (response.ok) return answer;
  const refused = errorSchema.safeParse(answer);
  throw refused.success
    ? new RefusedError(response.status, refused.data.error.code, refused.data.error.message)
    : new RefusedError(response.status, "unknown", `The server answered ${response.status}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isNetworkError(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof DOMException && error.name === "TimeoutError");
}
