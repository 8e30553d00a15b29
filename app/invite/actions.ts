"use server";

import type { SupabaseClient } from "@supabase/supabase-js";
import { redirect } from "next/navigation";
import { pageAccount } from "#app/_session/page-caller.ts";
import { requestCookies } from "#app/_session/request-cookies.ts";
import type { FormState } from "#app/sign-in/form-state.ts";
import { readForm, withoutPassword } from "#app/sign-in/sign-in-schemas.ts";
import { signUpOrIn } from "#app/sign-in/sign-up-or-in.ts";
import { describeInvitation } from "#lib/platform/describe-invitation.ts";
import type { CookieJar } from "#lib/platform/session-cookie.ts";
import { serverSupabase } from "#lib/platform/supabase-server.ts";
import { TEAM_COOKIE } from "#lib/platform/team-choice.ts";
import { whyClosed } from "./invitation-words.ts";
import { type JoinField, joinSchema } from "./join-schema.ts";

/** Makes or reuses the account, then joins the team of the link. */
export async function signUpAndJoin(_before: FormState<JoinField>, form: FormData): Promise<FormState<JoinField>> {
  const read = readForm<typeof joinSchema, JoinField>(joinSchema, form);
  if ("state" in read) return read.state;
  const { token, email, password } = read.values;
  const values = withoutPassword(read.values);
  const invitation = await describeInvitation(token);
  // Before an account is made that would have no team.
  const closed = whyClosed(invitation);
  if (closed || !invitation) return { fields: {}, problem: closed, values };
  if (invitation.email !== null && invitation.email !== email.toLowerCase()) {
    return { fields: { email: `The link is for ${invitation.email} only.` }, problem: null, values };
  }
  const jar = await requestCookies();
  const supabase = serverSupabase(jar);
  const failure = await signUpOrIn(supabase, { email, password });
  if (failure) return { fields: {}, values, problem: null, ...failure };
  return { fields: {}, values, problem: await joinTeam({ supabase, jar, token }) };
}

/** Joins as who is signed in. */
export async function join(_before: FormState<never>, form: FormData): Promise<FormState<never>> {
  const token = form.get("token");
  const account = await pageAccount();
  if (!account) return { fields: {}, problem: "Your session has ended. Load this page again.", values: {} };
  const jar = await requestCookies();
  const problem = await joinTeam({ supabase: serverSupabase(jar), jar, token: typeof token === "string" ? token : "" });
  return { fields: {}, problem, values: {} };
}

/** Leads into the team; comes back only with the reason why not. */
async function joinTeam({
  supabase,
  jar,
  token,
}: {
  supabase: SupabaseClient;
  jar: CookieJar;
  token: string;
}): Promise<string> {
  const { data, error } = await supabase.rpc("accept_invitation", { token });
  if (error) {
    // The function's own refusals are written for people.
    const isRefusal = ["P0002", "42501", "55000"].includes(error.code);
    return isRefusal ? error.message : "The team could not be joined. Nothing was changed; try again in a moment.";
  }
  const options = { path: "/", maxAge: 31_536_000, sameSite: "lax" as const };
  jar.setAll?.([{ name: TEAM_COOKIE, value: String(data), options }], {});
  redirect("/");
}
