import { TopBar } from "#components/top-bar.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function LoadingDeployments() {
  return (
    <>
      <TopBar crumbs={[{ label: "Deployments" }]} />
      <Skeleton lines={10} label="Loading deployments" className="px-6 py-8 max-desk:px-4" />
    </>
  );
}
