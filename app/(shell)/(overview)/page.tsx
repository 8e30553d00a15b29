import type { Metadata } from "next";
import { pageCaller } from "#app/_session/page-caller.ts";
import { ALERT_FEED_SIZE } from "#components/alerts/feed-size.ts";
import { TopBar } from "#components/top-bar.tsx";
import { asCaller } from "#lib/platform/database.ts";
import { listAlertCauses } from "#lib/queries/list-alert-causes.ts";
import { readMinutes } from "#lib/queries/read-minutes.ts";
import { readOverview } from "#lib/queries/read-overview.ts";
import { readSidebar } from "#lib/queries/read-sidebar.ts";
import { Home } from "./_components/home.tsx";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const { claims, organizationId } = await pageCaller();
  const initial = await asCaller(claims, async (tx) => ({
    overview: await readOverview(tx, organizationId),
    minutes: await readMinutes(tx, { organizationId, nowMs: Date.now() }),
    alerts: await listAlertCauses(tx, { organizationId, state: null, limit: ALERT_FEED_SIZE }),
    sidebar: await readSidebar(tx, organizationId),
  }));
  return (
    <>
      <TopBar crumbs={[{ label: "Overview" }]} hasOwnTitle />
      <Home initial={initial} />
    </>
  );
}
