import type { Metadata } from "next";
import { pageCaller } from "#app/_session/page-caller.ts";
import { TopBar } from "#components/top-bar.tsx";
import { asCaller } from "#lib/platform/database.ts";
import { listAlerts } from "#lib/queries/list-alerts.ts";
import { AlertList } from "./_components/alert-list.tsx";
import { ALERTS_PER_PAGE } from "./_components/alerts-per-page.ts";

export const metadata: Metadata = { title: "Alerts" };

export default async function AlertsPage() {
  const { claims, organizationId } = await pageCaller();
  const firstPage = await asCaller(claims, (tx) => listAlerts(tx, { organizationId, limit: ALERTS_PER_PAGE }));
  return (
    <>
      <TopBar crumbs={[{ label: "Alerts" }]} />
      <AlertList firstPage={firstPage} />
    </>
  );
}
