"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { Tabs } from "#components/ui/tabs.tsx";
import { useApi } from "#components/use-api.ts";
import { useUrlState } from "#components/use-url-state.ts";
import type { DeploymentItem, DeploymentTab } from "#lib/queries/list-deployments.ts";
import { DeploymentTable } from "./deployment-table.tsx";
import { NoDeployments, NothingInTab } from "./no-deployments.tsx";
import { PAGE_DEPLOYMENTS, tabOf } from "./tab-of.ts";

export interface DeploymentsPageData {
  deployments: DeploymentItem[];
  nextCursor: string | null;
  counts: Record<DeploymentTab, number>;
}

const TABS: readonly { value: DeploymentTab; label: string }[] = [
  { value: "active", label: "Active" },
  { value: "finished", label: "Finished" },
  { value: "all", label: "All" },
];

/** The team's deployments, worst first and live; the tab lives in the address. */
export function DeploymentsView({ initial, initialTab }: { initial: DeploymentsPageData; initialTab: DeploymentTab }) {
  const [params, setParams] = useUrlState();
  const tab = tabOf(params);
  const query = useDeployments(tab, { initial, initialTab });
  const counts = query.data?.pages[0]?.counts ?? initial.counts;
  const onTab = (next: string) => setParams({ tab: next === "active" ? null : next });
  if (counts.all === 0 && !query.error) return <NoDeployments />;
  const content = <TabContent tab={tab} counts={counts} query={query} onTab={onTab} />;
  return (
    <Tabs
      tabs={TABS.map(({ value, label }) => ({ value, label, count: formatCount(counts[value]), content }))}
      value={tab}
      onChange={onTab}
    />
  );
}

interface TabContentProps {
  tab: DeploymentTab;
  counts: Record<DeploymentTab, number>;
  query: ReturnType<typeof useDeployments>;
  onTab: (tab: DeploymentTab) => void;
}

function TabContent({ tab, counts, query, onTab }: TabContentProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData } = query;
  const deployments = unique(data?.pages.flatMap((page) => page.deployments) ?? []);
  return (
    <div
      aria-busy={isPlaceholderData}
      className="min-h-0 flex-1 overflow-y-auto px-6 pb-6 max-desk:overflow-visible max-desk:px-0"
    >
      {error ? (
        <ErrorState
          title="The deployments could not be read"
          action={<Button onClick={() => refetch()}>Try again</Button>}
        >
          {error.message}
        </ErrorState>
      ) : null}
      {deployments.length > 0 ? <DeploymentTable deployments={deployments} /> : null}
      {deployments.length === 0 && !error ? <NothingInTab tab={tab} counts={counts} onTab={onTab} /> : null}
      {hasNextPage ? (
        <div className="flex justify-center pt-4">
          <Button isBusy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Show more deployments
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function useDeployments(
  tab: DeploymentTab,
  { initial, initialTab }: { initial: DeploymentsPageData; initialTab: DeploymentTab },
) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["deployments", tab],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ tab, limit: String(PAGE_DEPLOYMENTS) });
      if (pageParam !== null) query.set("cursor", pageParam);
      return api<DeploymentsPageData>(`/api/v1/deployments?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: tab === initialTab ? { pages: [initial], pageParams: [null] } : undefined,
    placeholderData: keepPreviousData,
  });
}

/** One that gets worse between two pages moves from the second to the first. */
function unique(deployments: DeploymentItem[]): DeploymentItem[] {
  return [...new Map(deployments.map((deployment) => [deployment.id, deployment])).values()];
}
