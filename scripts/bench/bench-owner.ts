import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { withoutKeyAsBearer } from "#lib/platform/without-key-as-bearer.ts";
import type { ForkedStack } from "../stack/fork-stack.ts";
import { loadOrCreateSecrets } from "../stack/secrets.ts";

export interface BenchOwner {
  supabase: SupabaseClient;
  token: string;
  organizationId: string;
}

/** The owner of a fresh stack, signed in with an ordinary supabase-js client as a browser would be. */
export async function benchOwner(stack: ForkedStack, stateDir: string): Promise<BenchOwner> {
  const { publishableKey } = await loadOrCreateSecrets(stateDir);
  const supabase = createClient(stack.supabaseUrl, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: true, detectSessionInUrl: false },
    global: { fetch: withoutKeyAsBearer(publishableKey) },
  });
  const account = { email: "owner@example.org", password: "a long bench passphrase" };
  const { data, error } = await supabase.auth.signUp(account);
  if (!data.session) throw new Error(`The owner could not sign up: ${error?.message ?? "no session was given"}.`);
  const claimed = await supabase.rpc("claim_setup", { code: stack.setupCode, organization_name: "Bench" });
  if (claimed.error) throw new Error(`The set-up code was refused: ${claimed.error.message}`);
  return { supabase, token: data.session.access_token, organizationId: String(claimed.data) };
}
