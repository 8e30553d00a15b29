import { NothingSentYet } from "#components/nothing-sent-yet.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import type { DeploymentTab } from "#lib/queries/list-deployments.ts";

/** Before the first deployment: what one is and how it comes about. */
export function NoDeployments() {
  return (
    <NothingSentYet title="No deployments yet" command="npm run ingest -- ./logs --deployment 'Wave 7'">
      A deployment holds the logs of one rollout from all its devices. Name it when you send files, and each device
      stands here with its outcome and the line that explains it.
    </NothingSentYet>
  );
}

interface NothingInTabProps {
  tab: DeploymentTab;
  counts: Record<DeploymentTab, number>;
  onTab: (tab: DeploymentTab) => void;
}

/** There are deployments, but none in this tab. */
export function NothingInTab({ tab, counts, onTab }: NothingInTabProps) {
  if (tab === "finished") {
    return (
      <div className="px-2.5 py-4 max-desk:px-1">
        <EmptyState
          title="No deployment has finished"
          action={<Button onClick={() => onTab("active")}>Show active</Button>}
        >
          One is finished when none of its devices failed and none is in progress.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="px-2.5 py-4 max-desk:px-1">
      <EmptyState title="Nothing is failing" action={<Button onClick={() => onTab("all")}>Show all</Button>}>
        None of {formatPlural(counts.all, "deployment")} is in progress or changed within a day.
      </EmptyState>
    </div>
  );
}
