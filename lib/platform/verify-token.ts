import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { UnavailableError } from "#lib/errors.ts";
import type { CallerClaims } from "./database.ts";
import { env } from "./env.ts";
import { withoutKeyAsBearer } from "./without-key-as-bearer.ts";

// A token of Supabase Auth for a person: keys, anonymous and service tokens are not accepted.
const claimsSchema = z.looseObject({ sub: z.guid(), role: z.literal("authenticated") });

let verifier: SupabaseClient | null = null;

/**
 * The claims of a Supabase Auth token, or null when it is malformed, expired, forged or not a person's.
 * Signatures are checked by `getClaims()` against the project's published keys; the app holds no JWT secret.
 * @throws UnavailableError when Auth could not be asked.
 */
export async function verifyToken(token: string): Promise<CallerClaims | null> {
  const { supabaseUrl, supabasePublishableKey } = env();
  verifier ??= createClient(supabaseUrl, supabasePublishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: withoutKeyAsBearer(supabasePublishableKey) },
  });
  const { data, error } = await verifier.auth.getClaims(token);
  if (error && (error.status === undefined || error.status >= 500 || error.status === 0) && isUnreachable(error.name)) {
    throw new UnavailableError("The sign-in service did not answer. Nothing was changed; try again in a moment.", {
      cause: error,
    });
  }
  const claims = claimsSchema.safeParse(data?.claims);
  return claims.success ? claims.data : null;
}

function isUnreachable(errorName: string): boolean {
  return errorName === "AuthRetryableFetchError" || errorName === "AuthUnknownError";
}
