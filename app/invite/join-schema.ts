import { z } from "zod";
import { setUpSchema } from "#app/sign-in/sign-in-schemas.ts";

export type JoinField = "token" | "email" | "password";

/** The form of an invitation: the link's token, and an account that is new or known. */
export const joinSchema = z.object({
  token: z.string().min(1, "The link is incomplete."),
  email: setUpSchema.shape.email,
  password: setUpSchema.shape.password,
});
