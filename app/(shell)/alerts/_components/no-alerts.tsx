import Link from "next/link";
import { buttonClass } from "#components/ui/button-class.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";

/** Nothing fired yet: says what is being watched, so that silence means something. */
export function NoAlerts() {
  return (
    <div className="min-h-0 flex-1 px-6 py-4 max-desk:px-4 max-desk:py-3.5">
      <Panel className="max-w-[640px]">
        <EmptyState
          title="No alerts yet"
          action={
            <Link href="/upload" className={buttonClass()}>
              Drop files
            </Link>
          }
        >
          One rule is watching: an installation that failed, in any file that is read from now on. It appears here by
          itself, with the line that explains it.
        </EmptyState>
      </Panel>
    </div>
  );
}
