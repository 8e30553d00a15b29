import { TopBar } from "#components/top-bar.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function LoadingQueue() {
  return (
    <>
      <TopBar crumbs={[{ label: "Queue" }]} />
      <div className="mx-6 mt-4 grid grid-cols-3 rounded-panel border border-border max-desk:mx-4 max-desk:grid-cols-1">
        <Skeleton lines={2} label="Loading the lanes" className="h-[104px]" />
      </div>
      <Skeleton lines={10} label="Loading the queue" className="px-6 py-8 max-desk:px-4" />
    </>
  );
}
