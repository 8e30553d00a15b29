import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { env } from "./env.ts";
import { withoutKeyAsBearer } from "./without-key-as-bearer.ts";

let client: SupabaseClient | null = null;

/** Supabase past every policy, with the secret key: for ingest and crons, never for what a person asks for. */
export function serviceSupabase(): SupabaseClient {
  const { supabaseUrl, supabaseSecretKey } = env();
  client ??= createClient(supabaseUrl, supabaseSecretKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: withoutKeyAsBearer(supabaseSecretKey) },
  });
  return client;
}
