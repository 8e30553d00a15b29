"use client";

import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { useUrlState } from "#components/use-url-state.ts";
import type { AlertCausePage } from "#lib/queries/list-alert-causes.ts";
import type { AlertState } from "#lib/queries/list-alerts.ts";
import { alertTab } from "./alert-tab.ts";
import { CauseList } from "./cause-list.tsx";
import { NoAlerts } from "./no-alerts.tsx";
import { useAlertCauses } from "./use-alert-causes.ts";

const LABELS: Record<AlertState, string> = { open: "Open", acknowledged: "Acknowledged", resolved: "Resolved" };

interface AlertsViewProps {
  /** First page of the tab the page was asked for. */
  initial: AlertCausePage;
  initialTab: AlertState;
}

/** Alerts by state; the open tab and the chosen alert live in the address. */
export function AlertsView({ initial, initialTab }: AlertsViewProps) {
  const [params, setParams] = useUrlState();
  const tab = alertTab(params.get("tab"));
  const { data } = useAlertCauses(tab, tab === initialTab ? initial : undefined);
  const counts = data?.pages[0]?.counts ?? initial.counts;
  return (
    <Tabs
      value={tab}
      onChange={(next) => setParams({ tab: next === "open" ? null : next, alert: null })}
      tabs={(["open", "acknowledged", "resolved"] as const).map((state) => ({
        value: state,
        label: LABELS[state],
        count: formatCount(counts[state]),
        content: <AlertTab key={state} state={state} initial={state === initialTab ? initial : undefined} />,
      }))}
    />
  );
}

function AlertTab({ state, initial }: { state: AlertState; initial: AlertCausePage | undefined }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAlertCauses(state, initial);
  if (!data) {
    return (
      <div className="px-6 py-4 max-desk:px-4 max-desk:py-3.5">
        <Panel className="max-w-[640px]">
          {error ? (
            <ErrorState title="The alerts did not load" action={<Button onClick={() => refetch()}>Try again</Button>}>
              {error.message}
            </ErrorState>
          ) : (
            <Skeleton lines={4} label="Loading alerts" />
          )}
        </Panel>
      </div>
    );
  }
  const causes = data.pages.flatMap((page) => page.causes);
  const [first] = data.pages;
  if (causes.length === 0) return <NoAlerts state={state} lastFiredAtMs={first?.lastFiredAtMs ?? null} />;
  return (
    <CauseList
      state={state}
      causes={uniqueCauses(causes)}
      total={first?.counts[state] ?? causes.length}
      hasMore={hasNextPage}
      isLoadingMore={isFetchingNextPage}
      onMore={() => fetchNextPage()}
    />
  );
}

/** A cause that fired between the fetches of two pages is in both. */
function uniqueCauses<T extends { cause: string }>(causes: readonly T[]): T[] {
  const seen = new Set<string>();
  return causes.filter(({ cause }) => !seen.has(cause) && seen.add(cause));
}
