import { AlertFeed } from "#components/alert-feed.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { HomeData } from "./home.tsx";
import { LanesRail } from "./lanes-rail.tsx";
import { MinutesSection } from "./minutes-section.tsx";
import { OverviewDeployments } from "./overview-deployments.tsx";
import type { OverviewNow } from "./use-overview.ts";
import { Verdict } from "./verdict.tsx";
import { WorstGrid } from "./worst-grid.tsx";

interface OverviewViewProps extends Pick<HomeData, "alerts" | "sidebar"> {
  overview: OverviewNow;
}

/** What is broken now: the verdict and its line, where, since when, and what fired. */
export function OverviewView({ overview, alerts, sidebar }: OverviewViewProps) {
  const { data, minutes, error, retry } = overview;
  return (
    <div className="flex min-h-0 flex-1 max-[1100px]:block max-[1100px]:overflow-y-auto max-desk:overflow-visible">
      <div className="min-h-0 min-w-0 flex-1 overflow-y-auto px-6 py-[22px] max-[1100px]:overflow-visible max-desk:px-4 max-desk:py-[18px]">
        {error ? (
          <div className="mb-4 rounded-panel border border-border">
            <ErrorState title="The overview is not current" action={<Button onClick={retry}>Try again</Button>}>
              Showing what was read last. {error.message}
            </ErrorState>
          </div>
        ) : null}
        <div className="mb-[18px] grid min-h-[316px] grid-cols-[minmax(0,1fr)_298px] content-start gap-8 border-b border-border pb-5 max-[900px]:grid-cols-1 max-[900px]:gap-4">
          <Verdict overview={data} />
          {data.worst ? <WorstGrid worst={data.worst} /> : null}
        </div>
        <MinutesSection window={minutes} />
        <OverviewDeployments deployments={data.deployments} />
      </div>
      <aside
        aria-label="Alerts and lanes"
        className="flex w-80 flex-none flex-col border-l border-border max-[1100px]:w-full max-[1100px]:border-t max-[1100px]:border-l-0"
      >
        <div className="flex min-h-0 flex-1 flex-col">
          <AlertFeed initial={alerts} />
        </div>
        <LanesRail initial={sidebar} />
      </aside>
    </div>
  );
}
