import { TopBar } from "#components/top-bar.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function AlertsLoading() {
  return (
    <>
      <TopBar crumbs={[{ label: "Alerts" }]} />
      <div className="grid gap-2.5 px-6 py-4 max-desk:px-4">
        <Panel>
          <Skeleton lines={4} label="Loading alerts" />
        </Panel>
      </div>
    </>
  );
}
