/** What a form shows after it came back: a problem per field, one for the form, and what was typed. */
export interface FormState<FieldName extends string> {
  fields: Partial<Record<FieldName, string>>;
  problem: string | null;
  /** Never the password. */
  values: Partial<Record<FieldName, string>>;
}

export type SignInField = "email" | "password";
export type SetUpField = "code" | "email" | "password" | "team";

export const MIN_PASSWORD_LENGTH = 12;
