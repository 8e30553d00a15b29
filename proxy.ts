import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "#lib/platform/content-security-policy.ts";
import { env } from "#lib/platform/env.ts";
import { SESSION_COOKIE } from "#lib/platform/session-cookie.ts";
import { serverSupabase } from "#lib/platform/supabase-server.ts";

/** Gives every page its nonce and policy, and renews a session that is about to expire. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy({
    nonce,
    supabaseUrl: env().supabaseUrl,
    isDevelopment: process.env.NODE_ENV === "development",
  });
  const renewed = await renewSession(request);
  // Taken after the renewal, so that the page reads the new session, not the one the browser sent.
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  for (const apply of renewed) apply(response);
  response.headers.set("content-security-policy", policy);
  return response;
}

// Bodies behind a proxy are cut at 10 MB, and the API checks tokens itself: it must stay outside.
export const config = {
  matcher: [
    {
      source: "/((?!api/|_next/static|_next/image|icon.svg|favicon.ico).*)",
      missing: [{ type: "header", key: "next-router-prefetch" }],
    },
  ],
};

async function renewSession(request: NextRequest): Promise<((response: NextResponse) => void)[]> {
  const changes: ((response: NextResponse) => void)[] = [];
  if (!request.cookies.getAll().some(({ name }) => name.startsWith(SESSION_COOKIE))) return changes;
  const supabase = serverSupabase({
    isSecure: request.nextUrl.protocol === "https:",
    getAll: () => request.cookies.getAll(),
    setAll: (cookies, cacheHeaders) => {
      for (const { name, value } of cookies) request.cookies.set(name, value);
      changes.push((response) => {
        for (const { name, value, options } of cookies) response.cookies.set(name, value, options);
        for (const [name, value] of Object.entries(cacheHeaders)) response.headers.set(name, value);
      });
    },
  });
  try {
    await supabase.auth.getClaims();
  } catch {
    // Auth can't be reached: the page itself says so, with a way to try again.
  }
  return changes;
}
