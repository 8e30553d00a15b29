import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { GatePage } from "#app/_components/gate-page.tsx";
import { SignOutButton } from "#app/_components/sign-out-button.tsx";
import { pageAccount } from "#app/_session/page-caller.ts";

export const metadata: Metadata = { title: "No team yet" };

/** All that an account without a membership gets to see. */
export default async function NoTeamPage() {
  const account = await pageAccount();
  if (!account) redirect("/sign-in");
  if (account.memberships.length > 0) redirect("/");
  return (
    <GatePage
      title="You have no team yet"
      lead={account.email ? `Signed in as ${account.email}.` : "You are signed in."}
    >
      <p className="text-text-2">
        Files and alerts belong to teams, so there is nothing to see here yet. Ask the owner or an admin of this server
        to add {account.email ?? "your address"} to their team. Then load this page again.
      </p>
      <SignOutButton />
    </GatePage>
  );
}
