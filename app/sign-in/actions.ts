"use server";

import { redirect } from "next/navigation";
import { requestCookies } from "#app/_session/request-cookies.ts";
import { serverSupabase } from "#lib/platform/supabase-server.ts";
import type { FormState, SetUpField, SignInField } from "./form-state.ts";
import { readForm, setUpSchema, signInSchema, withoutPassword } from "./sign-in-schemas.ts";
import { serviceProblem, signUpOrIn } from "./sign-up-or-in.ts";

/** Signs in with e-mail and password. The answer is the same whether the address or the password was wrong. */
export async function signIn(_before: FormState<SignInField>, form: FormData): Promise<FormState<SignInField>> {
  const read = readForm<typeof signInSchema, SignInField>(signInSchema, form);
  if ("state" in read) return read.state;
  const supabase = serverSupabase(await requestCookies());
  const { error } = await supabase.auth.signInWithPassword(read.values);
  if (error) {
    const values = withoutPassword(read.values);
    const away = serviceProblem(error);
    if (away) return { fields: {}, problem: away, values };
    return { fields: { password: "This e-mail and this password don't go together." }, problem: null, values };
  }
  redirect(safePath(form.get("next")));
}

/** Makes or reuses the account, then claims the one-time code: the caller becomes the owner of a new team. */
export async function setUp(_before: FormState<SetUpField>, form: FormData): Promise<FormState<SetUpField>> {
  const read = readForm<typeof setUpSchema, SetUpField>(setUpSchema, form);
  if ("state" in read) return read.state;
  const { code, email, password, team } = read.values;
  const values = withoutPassword(read.values);
  const supabase = serverSupabase(await requestCookies());
  const failure = await signUpOrIn(supabase, { email, password });
  if (failure) return { fields: {}, values, problem: null, ...failure };
  const { error } = await supabase.rpc("claim_setup", { code, organization_name: team });
  if (error) {
    await supabase.auth.signOut({ scope: "local" });
    return { ...claimProblem(error.message), values };
  }
  redirect("/");
}

/** The texts of `claim_setup` are written for people; this finds the field that each belongs to. */
function claimProblem(message: string): Pick<FormState<SetUpField>, "fields" | "problem"> {
  if (/code is not valid/i.test(message)) return { fields: { code: message }, problem: null };
  if (/team name/i.test(message)) return { fields: { team: message }, problem: null };
  if (/has an owner already/i.test(message)) return { fields: {}, problem: message };
  return { fields: {}, problem: "The set-up could not be finished. Nothing was changed; try again in a moment." };
}

/** Only a path of this app: an address from outside must not decide where people land after sign-in. */
function safePath(next: FormDataEntryValue | null): string {
  return typeof next === "string" && /^\/(?![/\\])[\w\-./?=&%:#+]*$/.test(next) ? next : "/";
}
