import { TopBar } from "#components/top-bar.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function LoadingFile() {
  return (
    <>
      <TopBar crumbs={[{ label: "Files", href: "/files" }, { label: "…" }]} hasOwnTitle />
      <Skeleton lines={3} label="Loading the file" className="px-6 py-6" />
      <Skeleton lines={12} label="Loading its records" className="px-6" />
    </>
  );
}
