import type { Metadata } from "next";
import { pageCaller } from "#app/_session/page-caller.ts";
import { TopBar } from "#components/top-bar.tsx";
import { asCaller } from "#lib/platform/database.ts";
import { canChangeLanes } from "#lib/queries/change-lane-settings.ts";
import { readLaneRules } from "#lib/queries/read-lane-rules.ts";
import { readLanes } from "#lib/queries/read-lanes.ts";
import { SettingsTabs } from "../_components/settings-tabs.tsx";
import { LanesView } from "./_components/lanes-view.tsx";

export const metadata: Metadata = { title: "Lanes" };

export default async function LanesPage() {
  const { claims, organizationId } = await pageCaller();
  const initial = await asCaller(claims, async (tx) => ({
    rules: await readLaneRules(tx, organizationId),
    control: { lanes: await readLanes(tx, organizationId), canChange: await canChangeLanes(tx) },
  }));
  return (
    <>
      <TopBar crumbs={[{ label: "Settings" }, { label: "Lanes" }]} hasOwnTitle />
      <SettingsTabs current="/settings/lanes" />
      <LanesView initial={initial} />
    </>
  );
}
