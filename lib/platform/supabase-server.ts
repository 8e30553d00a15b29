import { createServerClient } from "@supabase/ssr";
import type { SupabaseClient } from "@supabase/supabase-js";
import { env } from "./env.ts";
import { type CookieJar, SESSION_COOKIE } from "./session-cookie.ts";
import { withoutKeyAsBearer } from "./without-key-as-bearer.ts";

/**
 * Supabase as the person whose cookies these are. One client per request: it carries their session.
 * It refreshes an expired session, so the jar must be able to set cookies (proxy, server action, route handler).
 */
export function serverSupabase(jar: CookieJar & { isSecure: boolean }): SupabaseClient {
  const { supabaseUrl, supabasePublishableKey } = env();
  return createServerClient(supabaseUrl, supabasePublishableKey, {
    cookieOptions: { name: SESSION_COOKIE, path: "/", sameSite: "lax", secure: jar.isSecure },
    cookies: {
      getAll: () => jar.getAll(),
      setAll: (cookies, headers) => jar.setAll?.(cookies, headers),
    },
    global: { fetch: withoutKeyAsBearer(supabasePublishableKey) },
  });
}
