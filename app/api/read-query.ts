import type { z } from "zod";
import { InvalidInputError } from "#lib/errors.ts";

/**
 * The query string of a request, checked against its schema; a name that comes twice counts once.
 * @throws InvalidInputError bad_request, naming each parameter's problem
 */
export function readQuery<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({ field: issue.path.join("."), problem: issue.message }));
  const first = fields[0];
  throw new InvalidInputError(`The query is not usable: ${first?.field || "query"}: ${first?.problem}.`, {
    details: { fields },
  });
}
