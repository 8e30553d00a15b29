import type { Metadata } from "next";
import { pageCaller } from "#app/_session/page-caller.ts";
import { TopBar } from "#components/top-bar.tsx";
import { asCaller } from "#lib/platform/database.ts";
import { countDeployments, listDeployments } from "#lib/queries/list-deployments.ts";
import { DeploymentsView } from "./_components/deployments-view.tsx";
import { PAGE_DEPLOYMENTS, tabOf } from "./_components/tab-of.ts";

export const metadata: Metadata = { title: "Deployments" };

export default async function DeploymentsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { claims, organizationId } = await pageCaller();
  const params = await searchParams;
  const tab = tabOf({ get: (name) => [params[name]].flat()[0] ?? null });
  const initial = await asCaller(claims, async (tx) => ({
    ...(await listDeployments(tx, { organizationId, tab, limit: PAGE_DEPLOYMENTS })),
    counts: await countDeployments(tx, organizationId),
  }));
  return (
    <>
      <TopBar crumbs={[{ label: "Deployments" }]} />
      <DeploymentsView initial={initial} initialTab={tab} />
    </>
  );
}
