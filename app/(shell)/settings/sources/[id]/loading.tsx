import { TopBar } from "#components/top-bar.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { SettingsTabs } from "../../_components/settings-tabs.tsx";

export default function LoadingSource() {
  return (
    <>
      <TopBar crumbs={[{ label: "Settings" }, { label: "Sources" }]} />
      <SettingsTabs current="/settings/sources" />
      <Skeleton lines={8} label="Loading the source" className="px-6 py-8 max-desk:px-4" />
    </>
  );
}
