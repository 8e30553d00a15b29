import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createClient, type Session, type SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { connect } from "#lib/platform/database.ts";
import { withoutKeyAsBearer } from "#lib/platform/without-key-as-bearer.ts";
import { joinAsTerminal } from "#lib/store/join-as-terminal.ts";

export interface LocalStack {
  stateDir: string;
  publishableKey: string;
  supabaseUrl: string;
  databaseUrl: string;
}

// Auth wants a domain with a dot; names below localhost never leave this machine.
const EMAIL = "cli@sluice.localhost";
const RENEW_BEFORE_MS = 120_000;
const accountSchema = z.object({ email: z.string(), password: z.string() });

/**
 * The terminal's own account on this machine: made at its first use with a generated password that never leaves the
 * state folder, and a member (operator) of the organisation, which is made when there is none.
 */
export async function localAccount(stack: LocalStack): Promise<{ token(): Promise<string> }> {
  const supabase = createClient(stack.supabaseUrl, stack.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: withoutKeyAsBearer(stack.publishableKey) },
  });
  let session = await signIn(supabase, loadOrCreate(stack.stateDir));
  await joinOrganization(stack.databaseUrl, session.user.id);
  return {
    async token() {
      const leftMs = (session.expires_at ?? 0) * 1000 - Date.now();
      if (leftMs < RENEW_BEFORE_MS) {
        // A sign-in service that restarts is asked again with the next call: the token is good until then.
        session = await signIn(supabase, loadOrCreate(stack.stateDir)).catch((error: unknown) => {
          if (leftMs > 0) return session;
          throw error;
        });
      }
      return session.access_token;
    },
  };
}

async function signIn(supabase: SupabaseClient, account: z.infer<typeof accountSchema>): Promise<Session> {
  const known = await supabase.auth.signInWithPassword(account);
  if (known.data.session) return known.data.session;
  // The first use, or the data was removed while the password stayed.
  const made = await supabase.auth.signUp(account);
  if (made.data.session) return made.data.session;
  const reason = made.error?.message ?? known.error?.message ?? "no session was given";
  throw new Error(
    `The terminal's own account could not sign in on this machine (${reason}). Is Sluice still starting?`,
  );
}

async function joinOrganization(databaseUrl: string, userId: string): Promise<void> {
  const sql = connect({ url: databaseUrl, maxConnections: 1 });
  try {
    await joinAsTerminal(sql, userId);
  } finally {
    await sql.end();
  }
}

function loadOrCreate(stateDir: string): z.infer<typeof accountSchema> {
  const path = join(stateDir, "cli-account.json");
  if (existsSync(path)) return accountSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const account = { email: EMAIL, password: randomBytes(24).toString("base64url") };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(account, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
  return account;
}
