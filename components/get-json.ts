import { z } from "zod";
import { AppError, type ErrorCode, UnavailableError } from "#lib/errors.ts";

const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).optional() }),
});

/**
 * Reads one answer of our own API. The types of both ends are the same, so a good answer is taken as it is.
 * @throws AppError with the API's own code and words; UnavailableError when there was no answer.
 */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { signal, headers: { accept: "application/json" } });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new UnavailableError("The server did not answer. What you see stays as it was; trying again.", { cause });
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const { data } = errorSchema.safeParse(body);
  if (!data) throw new UnavailableError(`The server answered with status ${response.status} and no explanation.`);
  throw new AppError(data.error.code as ErrorCode, data.error.message, { details: data.error.details });
}
