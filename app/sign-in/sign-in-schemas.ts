import { z } from "zod";
import { type FormState, MIN_PASSWORD_LENGTH } from "./form-state.ts";

const email = z
  .string()
  .trim()
  .min(1, "Type your e-mail address.")
  .regex(/@/, 'The address has no "@".')
  .regex(/@[^@\s]+\.[^@\s.]+$/, 'Part of the address is missing after the @, for example ".org".')
  .pipe(z.email("This is not a complete e-mail address."));

export const signInSchema = z.object({
  email,
  password: z.string().min(1, "Type your password."),
});

export const setUpSchema = z.object({
  code: z.string().trim().min(1, "Type the code that the server printed when it started."),
  email,
  password: z
    .string()
    .min(
      MIN_PASSWORD_LENGTH,
      `Use at least ${MIN_PASSWORD_LENGTH} characters. A sentence is easier to keep than a puzzle.`,
    )
    // bcrypt ignores what comes after 72 bytes.
    .refine((text) => new TextEncoder().encode(text).length <= 72, "Use at most 72 bytes (about 72 letters)."),
  team: z.string().trim().min(1, "Give your team a name.").max(80, "Use at most 80 characters."),
});

/** The form's texts, checked: the values, or the first problem of each field. */
export function readForm<Schema extends z.ZodObject, FieldName extends string & keyof z.infer<Schema>>(
  schema: Schema,
  form: FormData,
): { values: z.output<Schema> } | { state: FormState<FieldName> } {
  const typed: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = form.get(name);
    typed[name] = typeof value === "string" ? value : "";
  }
  const parsed = schema.safeParse(typed);
  if (parsed.success) return { values: parsed.data };
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[String(issue.path[0])] ??= issue.message;
  return { state: { fields, problem: null, values: withoutPassword(typed) } as FormState<FieldName> };
}

/** What may be shown again in a form that came back. */
export function withoutPassword(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== "password"));
}
