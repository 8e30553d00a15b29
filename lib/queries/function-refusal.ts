import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from "#lib/errors.ts";

/** A refusal of our own database functions by its SQLSTATE; their messages are written for people. Null = another error. */
export function functionRefusal(code: string | undefined, message: string): Error | null {
  switch (code) {
    case "P0002":
      return new NotFoundError(message);
    case "42501":
      return new ForbiddenError(message);
    case "22023":
      return new InvalidInputError(message);
    case "55000":
      return new ConflictError(message);
    default:
      return null;
  }
}

/** Runs a query that calls such a function: its refusals become ours. */
export async function asked<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    throw functionRefusal(code, String(message)) ?? error;
  }
}
