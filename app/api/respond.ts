import { unstable_rethrow } from "next/navigation";
import { AppError, type ErrorCode } from "#lib/errors.ts";
import { faultReport } from "#lib/platform/fault-report.ts";

/**
 * Wraps a route handler: whatever it throws becomes `{error: {code, message, details}}` with the status HTTP has for it.
 * Nothing of an unexpected error reaches the caller; it is logged here.
 */
export function respond<Args extends unknown[]>(
  handle: (...args: Args) => Promise<Response>,
): (...args: Args) => Promise<Response> {
  return async (...args) => {
    try {
      return await handle(...args);
    } catch (error) {
      unstable_rethrow(error);
      return errorResponse(toAppError(error));
    }
  };
}

const STATUS: Record<ErrorCode, number> = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  unprocessable: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
};

/** The one JSON shape of every error; `details.retryAfterS` becomes the header as well. */
export function errorResponse(error: AppError): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  if (error.code === "unauthenticated") headers.set("www-authenticate", 'Bearer realm="sluice"');
  const retryAfterS = error.details.retryAfterS ?? (error.code === "unavailable" ? 5 : undefined);
  if (typeof retryAfterS === "number") headers.set("retry-after", String(Math.ceil(retryAfterS)));
  const { code, message, details } = error;
  return Response.json({ error: { code, message, details } }, { status: STATUS[code], headers });
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const fault = faultReport(error);
  if (fault !== null) return fault;
  console.error("API:", error);
  return new AppError(
    "internal",
    "Something went wrong on the server. Its log has the cause; nothing else is known to be affected.",
  );
}
