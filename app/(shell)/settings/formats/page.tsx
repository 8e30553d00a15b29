import type { Metadata } from "next";
import { pageCaller } from "#app/_session/page-caller.ts";
import { TopBar } from "#components/top-bar.tsx";
import { asCaller } from "#lib/platform/database.ts";
import { listFormats } from "#lib/queries/read-formats.ts";
import { SettingsTabs } from "../_components/settings-tabs.tsx";
import { FormatsView } from "./_components/formats-view.tsx";

export const metadata: Metadata = { title: "Formats" };

export default async function FormatsPage() {
  const { claims, organizationId } = await pageCaller();
  const initial = await asCaller(claims, (tx) => listFormats(tx, organizationId));
  return (
    <>
      <TopBar crumbs={[{ label: "Settings" }, { label: "Formats" }]} hasOwnTitle />
      <SettingsTabs current="/settings/formats" />
      <FormatsView initial={initial} />
    </>
  );
}
