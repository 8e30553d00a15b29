import { TopBar } from "#components/top-bar.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function LoadingFiles() {
  return (
    <>
      <TopBar crumbs={[{ label: "Files" }]} />
      <Skeleton lines={10} label="Loading files" className="px-6 py-8" />
    </>
  );
}
