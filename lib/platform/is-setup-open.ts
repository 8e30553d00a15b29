import { createClient } from "@supabase/supabase-js";
import { UnavailableError } from "#lib/errors.ts";
import { env } from "./env.ts";
import { withoutKeyAsBearer } from "./without-key-as-bearer.ts";

/**
 * True until the first organisation exists, as anyone may learn.
 * @throws UnavailableError when Supabase could not be asked.
 */
export async function isSetupOpen(): Promise<boolean> {
  const { supabaseUrl, supabasePublishableKey } = env();
  const anonymous = createClient(supabaseUrl, supabasePublishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: withoutKeyAsBearer(supabasePublishableKey) },
  });
  const { data, error } = await anonymous.rpc("is_setup_open");
  if (error) {
    throw new UnavailableError("Sluice could not ask whether it has an owner yet. Try again in a moment.", {
      cause: error,
    });
  }
  return data === true;
}
