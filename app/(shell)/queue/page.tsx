import type { Metadata } from "next";
import { pageCaller } from "#app/_session/page-caller.ts";
import { TopBar } from "#components/top-bar.tsx";
import { asCaller } from "#lib/platform/database.ts";
import { readJobPage } from "#lib/queries/read-job-page.ts";
import { readSidebar } from "#lib/queries/read-sidebar.ts";
import { jobsQuery, PAGE_JOBS, queueAddressOf } from "./_components/queue-address.ts";
import { QueueView } from "./_components/queue-view.tsx";

export const metadata: Metadata = { title: "Queue" };

export default async function QueuePage({ searchParams }: PageProps<"/queue">) {
  const caller = await pageCaller();
  const params = await searchParams;
  const address = queueAddressOf({ get: (name) => [params[name]].flat()[0] ?? null });
  const { filter, sort } = address;
  const { claims, organizationId } = caller;
  const [initial, lanes] = await Promise.all([
    readJobPage(caller, { filter, sort, limit: PAGE_JOBS }),
    asCaller(claims, (tx) => readSidebar(tx, organizationId)),
  ]);
  return (
    <>
      <TopBar crumbs={[{ label: "Queue" }]} />
      <QueueView lanes={lanes} initial={initial} initialQuery={jobsQuery(address, null)} />
    </>
  );
}
