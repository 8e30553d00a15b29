import { AppError, type ErrorCode } from "#lib/errors.ts";

/** An error as it crosses from one thread to another: plain data, since a class does not survive the way. */
export interface CarriedError {
  name: string;
  message: string;
  stack: string | null;
  /** Null for an error that is none of ours: a bug. */
  app: { code: ErrorCode; isRetryable: boolean; detailsJson: string } | null;
  cause: CarriedError | null;
}

const MAX_DEPTH = 4;

/** Packs an error with its code, whether trying again may help, and its causes. */
export function carryError(error: unknown, depth = 1): CarriedError {
  const known = error instanceof Error ? error : new Error(String(error));
  return {
    name: known.name,
    message: known.message,
    stack: known.stack ?? null,
    app:
      known instanceof AppError
        ? { code: known.code, isRetryable: known.isRetryable, detailsJson: toJson(known.details) }
        : null,
    cause: known.cause === undefined || depth >= MAX_DEPTH ? null : carryError(known.cause, depth + 1),
  };
}

/** The error again, to be thrown on this side. One of ours is an AppError with the same code, message and details. */
export function restoreError({ name, message, stack, app, cause }: CarriedError): Error {
  const options = cause === null ? {} : { cause: restoreError(cause) };
  const error =
    app === null
      ? new Error(message, options)
      : new AppError(app.code, message, {
          ...options,
          isRetryable: app.isRetryable,
          details: JSON.parse(app.detailsJson),
        });
  error.name = name;
  if (stack !== null) error.stack = stack;
  return error;
}

/** Facts that can't be written as JSON are left behind: the error itself matters more. */
function toJson(details: Record<string, unknown>): string {
  try {
    return JSON.stringify(details);
  } catch {
    return "{}";
  }
}
