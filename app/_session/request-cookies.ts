import "server-only";
import { cookies, headers } from "next/headers";
import type { CookieJar } from "#lib/platform/session-cookie.ts";

/** This request's cookies; in a server action or route handler they can be set as well. */
export async function requestCookies(): Promise<CookieJar & { isSecure: boolean }> {
  const store = await cookies();
  const protocol = (await headers()).get("x-forwarded-proto") ?? "http";
  return {
    isSecure: protocol.split(",")[0]?.trim() === "https",
    getAll: () => store.getAll(),
    setAll: (changes) => {
      for (const { name, value, options } of changes) store.set(name, value, options);
    },
  };
}
