import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { GatePage } from "#app/_components/gate-page.tsx";
import { pageAccount } from "#app/_session/page-caller.ts";
import { isSetupOpen } from "#lib/platform/is-setup-open.ts";
import { SetUpForm } from "./_components/set-up-form.tsx";
import { SignInForm } from "./_components/sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { code, next } = await searchParams;
  const account = await pageAccount();
  if (account && account.memberships.length > 0) redirect("/");
  if (await isSetupOpen()) {
    return (
      <GatePage
        title="Set up this server"
        lead="It has no owner yet. The first person with the one-time code becomes the owner."
      >
        <SetUpForm code={typeof code === "string" ? code.slice(0, 100) : ""} />
      </GatePage>
    );
  }
  if (account) redirect("/no-team");
  return (
    <GatePage title="Sign in to Sluice" lead={(await headers()).get("host")}>
      <SignInForm next={typeof next === "string" ? next : null} />
      <p className="text-12 text-text-3">
        {code
          ? "This server has an owner already, so its set-up code no longer works. No account yet? Ask them."
          : "No account yet? Ask the owner of this server to add you."}
      </p>
    </GatePage>
  );
}
