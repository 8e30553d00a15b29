import type { AuthError, SupabaseClient } from "@supabase/supabase-js";

export type SignUpFailure = { fields: { password: string } } | { problem: string };

/** Makes the account, or uses the one that has this password: an earlier try may have stopped after sign-up. Null = signed in. */
export async function signUpOrIn(
  supabase: SupabaseClient,
  credentials: { email: string; password: string },
): Promise<SignUpFailure | null> {
  const signedUp = await supabase.auth.signUp(credentials);
  if (signedUp.data.session) return null;
  if (signedUp.error?.code === "weak_password")
    return { fields: { password: "Choose a password that is harder to guess." } };
  const signedIn = await supabase.auth.signInWithPassword(credentials);
  if (signedIn.data.session) return null;
  const away = serviceProblem(signedIn.error) ?? serviceProblem(signedUp.error);
  if (away) return { problem: away };
  if (signedIn.error?.code === "email_not_confirmed") {
    return { problem: "Open the mail that was just sent to you and confirm the address. Then send this form again." };
  }
  return {
    fields: {
      password: "This e-mail and password were not accepted. If you typed them here before, use the same password.",
    },
  };
}

/** What to say when not the typing but the service is the reason; null = the typing. */
export function serviceProblem(error: AuthError | null): string | null {
  if (!error) return null;
  if (error.status === 429 || error.code === "over_request_rate_limit") {
    return "Too many tries in a short time. Wait a minute, then try again.";
  }
  if (error.name === "AuthRetryableFetchError" || (error.status ?? 0) >= 500) {
    return "The sign-in service did not answer. Nothing was changed; try again in a moment.";
  }
  return null;
}
