import { requestCookies } from "#app/_session/request-cookies.ts";
import { serverSupabase } from "#lib/platform/supabase-server.ts";

/**
 * Ends the session on this device and loads sign-in. A form of a page posts here: a real navigation forgets everything
 * that the tab has cached of this person, and nothing of the page asks for data while its session ends.
 */
export async function POST(request: Request): Promise<Response> {
  const origin = request.headers.get("origin");
  const isOwnPage = origin !== null && URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
  if (isOwnPage) await serverSupabase(await requestCookies()).auth.signOut({ scope: "local" });
  // Relative: behind a proxy the server does not know the address that people use.
  return new Response(null, { status: 303, headers: { location: isOwnPage ? "/sign-in" : "/" } });
}
