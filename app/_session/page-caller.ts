import "server-only";
import { redirect } from "next/navigation";
import { cache } from "react";
import { type Account, type Caller, callerOf, chosenTeam, findAccount } from "#lib/platform/caller.ts";
import { requestCookies } from "./request-cookies.ts";

/** Who looks at this page, asked once per request. Without a session: off to sign-in. */
export async function pageCaller(): Promise<Caller> {
  const account = await pageAccount();
  if (!account) redirect("/sign-in");
  if (account.memberships.length === 0) redirect("/no-team");
  return callerOf(account, chosenTeam(await requestCookies()));
}

/** The same for pages that somebody without a session or a team may see. */
export const pageAccount: () => Promise<Account | null> = cache(async () => findAccount(await requestCookies()));
