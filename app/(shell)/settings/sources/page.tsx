import type { Metadata } from "next";
import { pageCaller } from "#app/_session/page-caller.ts";
import { TopBar } from "#components/top-bar.tsx";
import { asCaller } from "#lib/platform/database.ts";
import { listSources } from "#lib/queries/list-sources.ts";
import { readSourceOptions } from "#lib/queries/source-rights.ts";
import { SettingsTabs } from "../_components/settings-tabs.tsx";
import { SourcesView } from "./_components/sources-view.tsx";

export const metadata: Metadata = { title: "Sources" };

export default async function SourcesPage() {
  const { claims, organizationId } = await pageCaller();
  const { initial, options } = await asCaller(claims, async (tx) => ({
    initial: await listSources(tx, organizationId),
    options: await readSourceOptions(tx, organizationId),
  }));
  return (
    <>
      <TopBar crumbs={[{ label: "Settings" }, { label: "Sources" }]} hasOwnTitle />
      <SettingsTabs current="/settings/sources" />
      <SourcesView initial={initial} options={options} />
    </>
  );
}
