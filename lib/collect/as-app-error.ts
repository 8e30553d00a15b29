import { AppError, UnavailableError } from "#lib/errors.ts";

/** What people are told of a fault; what is no error of ours is one of the server. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  console.error(error);
  return new UnavailableError("The server met a fault of its own while it ran this source; its log tells more.", {
    cause: error,
  });
}
