import type { z } from "zod";
import { AppError } from "#lib/errors.ts";
import type { FieldProblem } from "#lib/model/source-body.ts";

/** What is wrong with each field, by its path in the body: "definition.connection.path". */
export type FieldProblems = Readonly<Record<string, string>>;

/** What the schema says of a body; the first problem of a field counts. */
export function problemsOf(body: unknown, schema: z.ZodType): FieldProblems {
  const issues = schema.safeParse(body).error?.issues ?? [];
  return byField(issues.map(({ path, message }) => ({ field: path.map(String).join("."), problem: message })));
}

/** What the server says of fields; empty when it refused for another reason. */
export function problemsOfError(error: Error | null): FieldProblems {
  const fields = error instanceof AppError ? error.details.fields : null;
  return byField(Array.isArray(fields) ? fields.filter(isFieldProblem) : []);
}

function byField(problems: readonly FieldProblem[]): FieldProblems {
  // An element of a list is shown at the list.
  return Object.fromEntries(problems.toReversed().map(({ field, problem }) => [field.replace(/\.\d+$/, ""), problem]));
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return typeof value === "object" && value !== null && "field" in value && "problem" in value;
}
