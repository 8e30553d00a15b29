import type { Metadata } from "next";
import { pageCaller } from "#app/_session/page-caller.ts";
import { TopBar } from "#components/top-bar.tsx";
import { asCaller } from "#lib/platform/database.ts";
import { listMembers } from "#lib/queries/list-members.ts";
import { SettingsTabs } from "../_components/settings-tabs.tsx";
import { MembersView } from "./_components/members-view.tsx";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage() {
  const { claims, organizationId } = await pageCaller();
  const initial = await asCaller(claims, (tx) => listMembers(tx, organizationId));
  return (
    <>
      <TopBar crumbs={[{ label: "Settings" }, { label: "Members" }]} hasOwnTitle />
      <SettingsTabs current="/settings/members" />
      <MembersView initial={initial} />
    </>
  );
}
