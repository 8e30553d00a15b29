import { TopBar } from "#components/top-bar.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function LoadingDeployment() {
  return (
    <>
      <TopBar crumbs={[{ label: "Deployments", href: "/deployments" }, { label: "…" }]} hasOwnTitle />
      <Skeleton lines={3} label="Loading the deployment" className="px-6 py-6 max-desk:px-4" />
      <Skeleton lines={12} label="Loading its devices" className="px-6 max-desk:px-4" />
    </>
  );
}
