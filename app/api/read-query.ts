import type { z } from "zod";
import { InvalidInputError } from "#lib/errors.ts";

/**
 * The query string of a request, checked against its schema; a name that comes twice counts once, unless `valuesOf`
 * joins them.
 * @throws InvalidInputError bad_request, naming each parameter's problem
 */
export function readQuery<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  valuesOf: (params: URLSearchParams) => Record<string, string> = Object.fromEntries,
): z.output<Schema> {
  const parsed = schema.safeParse(valuesOf(new URL(request.url).searchParams));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({ field: issue.path.join("."), problem: issue.message }));
  const first = fields[0];
  throw new InvalidInputError(`The query is not usable: ${first?.field || "query"}: ${first?.problem}.`, {
    details: { fields },
  });
}
