import Link from "next/link";
import { CopyCommand } from "#components/copy-command.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import type { DeploymentTab } from "#lib/queries/list-deployments.ts";

/** Before the first deployment: what one is and how it comes about. */
export function NoDeployments() {
  return (
    <div className="grid max-w-[620px] gap-5 px-6 py-11 max-desk:px-4 max-desk:py-6">
      <div className="grid gap-1.5">
        <h2 className="text-26 leading-[1.2] tracking-[-0.028em] max-desk:text-20">No deployments yet</h2>
        <p className="text-14 text-text-2">
          A deployment holds the logs of one rollout from all its devices. Name it when you send files, and each device
          stands here with its outcome and the line that explains it.
        </p>
      </div>
      <Link href="/upload" className={`${buttonClass({ variant: "primary", size: "large" })} justify-self-start`}>
        Drop files
      </Link>
      <div>
        <p className="mb-[9px] text-12 text-text-3">Prefer the terminal?</p>
        <CopyCommand command="npm run ingest -- ./logs --deployment 'Wave 7'" />
      </div>
    </div>
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
