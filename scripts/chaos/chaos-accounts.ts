import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { withoutKeyAsBearer } from "#lib/platform/without-key-as-bearer.ts";
import { localAccount } from "../ingest/local-account.ts";
import type { Target } from "../ingest/target.ts";
import type { ForkedStack } from "../stack/fork-stack.ts";
import { loadOrCreateSecrets } from "../stack/secrets.ts";
import { keepTrying } from "./keep-trying.ts";

export interface ChaosAccounts {
  /** The owner, as browsers and programs send. */
  owner: Target;
  /** The terminal's own account. */
  terminal: Target;
}

const OWNER = { email: "owner@example.org", password: "a long passphrase for the chaos run" };
const RENEW_BEFORE_S = 300;
const SIGN_IN_WITHIN_MS = 120_000;

/** Claims the fresh stack for an owner and joins the terminal's account to the team. */
export async function chaosAccounts(stack: ForkedStack, stateDir: string): Promise<ChaosAccounts> {
  const { publishableKey } = await loadOrCreateSecrets(stateDir);
  const supabase = createClient(stack.supabaseUrl, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: withoutKeyAsBearer(publishableKey) },
  });
  const made = await supabase.auth.signUp(OWNER);
  if (made.error) throw made.error;
  const claimed = await supabase.rpc("claim_setup", { code: stack.setupCode, organization_name: "Chaos team" });
  if (claimed.error) throw new Error(`The set-up code was refused: ${claimed.error.message}`);
  const { token } = await localAccount({ ...stack, stateDir, publishableKey });
  const close = async () => {};
  return {
    owner: { appUrl: stack.appUrl, token: tokenOf(supabase), close },
    terminal: { appUrl: stack.appUrl, token, close },
  };
}

function tokenOf(supabase: SupabaseClient): () => Promise<string> {
  return async () => {
    const { data } = await supabase.auth.getSession();
    const leftS = (data.session?.expires_at ?? 0) - Date.now() / 1000;
    if (data.session && leftS > RENEW_BEFORE_S) return data.session.access_token;
    return keepTrying(
      async () => {
        const renewed = await supabase.auth.signInWithPassword(OWNER);
        if (renewed.error) throw renewed.error;
        return renewed.data.session.access_token;
      },
      { withinMs: SIGN_IN_WITHIN_MS },
    );
  };
}
