import type { Metadata } from "next";
import Link from "next/link";
import { GatePage } from "#app/_components/gate-page.tsx";
import { SignOutButton } from "#app/_components/sign-out-button.tsx";
import { pageAccount } from "#app/_session/page-caller.ts";
import { ROLE_WORDS } from "#components/role-words.ts";
import { buttonClass } from "#components/ui/button-class.ts";
import { describeInvitation } from "#lib/platform/describe-invitation.ts";
import { JoinAsForm } from "../_components/join-as-form.tsx";
import { JoinForm } from "../_components/join-form.tsx";
import { whyClosed } from "../invitation-words.ts";

// The address is the right to join: it must not travel on as a referrer.
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer", robots: { index: false } };

export default async function InvitationPage({ params }: PageProps<"/invite/[token]">) {
  const { token } = await params;
  const [invitation, account] = [await describeInvitation(token), await pageAccount()];
  const isMember = account?.memberships.some((team) => team.organizationId === invitation?.organization_id);
  if (invitation && isMember) {
    return (
      <GatePage title={`You belong to ${invitation.organization_name}`} lead={account?.email}>
        <Link href="/" className={buttonClass({ variant: "primary", size: "large" })}>
          Open Sluice
        </Link>
      </GatePage>
    );
  }
  const closed = whyClosed(invitation);
  if (closed || !invitation) return <GatePage title="This link lets nobody in" lead={closed} />;
  const { label, may } = ROLE_WORDS[invitation.role];
  const isForOther = account && invitation.email !== null && invitation.email !== account.email?.toLowerCase();
  return (
    <GatePage
      title={`Join ${invitation.organization_name}`}
      lead={
        <>
          You are invited as {label.toLowerCase()}, who {may.charAt(0).toLowerCase() + may.slice(1)}
        </>
      }
    >
      {!account ? (
        <JoinForm token={token} email={invitation.email} />
      ) : isForOther ? (
        <>
          <p className="text-text-2">
            The link is for {invitation.email}, and you are signed in as {account.email}. Sign out, then open it again.
          </p>
          <SignOutButton />
        </>
      ) : (
        <JoinAsForm token={token} email={account.email} team={invitation.organization_name} />
      )}
    </GatePage>
  );
}
