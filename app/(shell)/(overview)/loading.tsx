import { TopBar } from "#components/top-bar.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function LoadingOverview() {
  return (
    <>
      <TopBar crumbs={[{ label: "Overview" }]} />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_320px] max-[1100px]:grid-cols-1">
        <div className="grid content-start gap-8 px-2.5 py-2">
          <Skeleton lines={8} label="Loading the verdict" />
          <Skeleton lines={6} label="Loading lines per minute" />
          <Skeleton lines={6} label="Loading deployments" />
        </div>
        <div className="border-l border-border max-[1100px]:hidden">
          <Skeleton lines={10} label="Loading alerts" />
        </div>
      </div>
    </>
  );
}
