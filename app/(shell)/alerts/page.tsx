import type { Metadata } from "next";
import { pageCaller } from "#app/_session/page-caller.ts";
import { TopBar } from "#components/top-bar.tsx";
import { asCaller } from "#lib/platform/database.ts";
import { listAlertCauses } from "#lib/queries/list-alert-causes.ts";
import { alertTab } from "./_components/alert-tab.ts";
import { ALERTS_PER_PAGE } from "./_components/alerts-per-page.ts";
import { AlertsView } from "./_components/alerts-view.tsx";

export const metadata: Metadata = { title: "Alerts" };

export default async function AlertsPage({ searchParams }: PageProps<"/alerts">) {
  const { claims, organizationId } = await pageCaller();
  const tab = alertTab((await searchParams).tab);
  const initial = await asCaller(claims, (tx) =>
    listAlertCauses(tx, { organizationId, state: tab, limit: ALERTS_PER_PAGE }),
  );
  return (
    <>
      <TopBar crumbs={[{ label: "Alerts" }]} />
      <AlertsView initial={initial} initialTab={tab} />
    </>
  );
}
