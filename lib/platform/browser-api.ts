import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { AppError, type ErrorCode, UnavailableError } from "#lib/errors.ts";
import { TEAM_HEADER } from "./team-choice.ts";

const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});

export interface ApiRequest {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  json?: unknown;
  signal?: AbortSignal;
  /** The team that the tab shows; without it the server takes the browser's choice. */
  organizationId?: string;
}

/**
 * Calls our own API as the person of this tab. The token comes from the session at each call, renewed when it is about
 * to expire, so that a tab that slept for a day goes on without a reload.
 * @throws AppError with the server's code and message; UnavailableError when no answer came.
 */
export async function callApi<T>(supabase: SupabaseClient, path: string, request: ApiRequest = {}): Promise<T> {
  const { data } = await supabase.auth.getSession();
  const headers = new Headers({ accept: "application/json" });
  if (data.session) headers.set("authorization", `Bearer ${data.session.access_token}`);
  if (request.organizationId !== undefined) headers.set(TEAM_HEADER, request.organizationId);
  if (request.json !== undefined) headers.set("content-type", "application/json");
  const response = await fetch(path, {
    method: request.method ?? "GET",
    headers,
    signal: request.signal,
    body: request.json === undefined ? undefined : JSON.stringify(request.json),
  }).catch((cause: unknown) => {
    if (request.signal?.aborted) throw cause;
    throw new UnavailableError("The server can't be reached. Check the connection; nothing was changed.", { cause });
  });
  const body: unknown = await response.json().catch(() => null);
  // The shape of each answer is its route's contract, in the same repository; only errors are checked here.
  if (response.ok) return body as T;
  throw apiError(response.status, body);
}

function apiError(status: number, body: unknown): AppError {
  const parsed = errorSchema.safeParse(body);
  if (parsed.success) {
    const { code, message, details } = parsed.data.error;
    return new AppError(code as ErrorCode, message, { details, isRetryable: status >= 500 || status === 429 });
  }
  return new UnavailableError(`The server answered ${status} without a reason. Try again in a moment.`);
}
