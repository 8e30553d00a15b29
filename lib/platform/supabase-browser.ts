import { createBrowserClient } from "@supabase/ssr";
import type { SupabaseClient } from "@supabase/supabase-js";
import { SESSION_COOKIE } from "./session-cookie.ts";
import { socketRetry } from "./socket-retry.ts";

/** What the browser may know; the layout passes it at request time, so one build serves any port and host. */
export interface PublicSupabase {
  url: string;
  publishableKey: string;
}

/** The tab's one client: its session lives in the cookies that the server reads, and it refreshes its own tokens. */
export function browserSupabase({ url, publishableKey }: PublicSupabase): SupabaseClient {
  return createBrowserClient(url, publishableKey, {
    realtime: { reconnectAfterMs: socketRetry.plan },
    cookieOptions: {
      name: SESSION_COOKIE,
      path: "/",
      sameSite: "lax",
      secure: globalThis.location?.protocol === "https:",
    },
  });
}
