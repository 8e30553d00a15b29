import Link from "next/link";
import { buttonClass } from "#components/ui/button-class.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AlertState } from "#lib/queries/list-alerts.ts";

const TITLES: Record<AlertState, string> = {
  open: "No open alerts",
  acknowledged: "No acknowledged alerts",
  resolved: "No resolved alerts",
};

/** Nothing in this state: says what is being watched, so that silence means something. */
export function NoAlerts({ state, lastFiredAtMs }: { state: AlertState; lastFiredAtMs: number | null }) {
  const action =
    lastFiredAtMs === null ? (
      <Link href="/upload" className={buttonClass()}>
        Drop files
      </Link>
    ) : null;
  return (
    <div className="min-h-0 flex-1 px-6 py-4 max-desk:px-4 max-desk:py-3.5">
      <Panel className="max-w-[640px]">
        <EmptyState title={TITLES[state]} action={action}>
          One rule is watching: an installation that failed, in any file that is read.{" "}
          {lastFiredAtMs === null ? (
            "It never fired; what it finds appears here by itself, with the line that explains it."
          ) : (
            <>
              It fired last at <Time at={lastFiredAtMs} />.
            </>
          )}
        </EmptyState>
      </Panel>
    </div>
  );
}
