import type { Metadata } from "next";
import { pageCaller } from "#app/_session/page-caller.ts";
import { TopBar } from "#components/top-bar.tsx";
import { asCaller } from "#lib/platform/database.ts";
import { readRedactionRules } from "#lib/queries/redaction-rules.ts";
import { SettingsTabs } from "../_components/settings-tabs.tsx";
import { RedactionView } from "./_components/redaction-view.tsx";

export const metadata: Metadata = { title: "Redaction" };

export default async function RedactionPage() {
  const { claims, organizationId } = await pageCaller();
  const initial = await asCaller(claims, (tx) => readRedactionRules(tx, organizationId));
  return (
    <>
      <TopBar crumbs={[{ label: "Settings" }, { label: "Redaction" }]} hasOwnTitle />
      <SettingsTabs current="/settings/redaction" />
      <RedactionView initial={initial} />
    </>
  );
}
