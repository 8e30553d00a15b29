import { TopBar } from "#components/top-bar.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { SettingsTabs } from "../_components/settings-tabs.tsx";

export default function LoadingLanes() {
  return (
    <>
      <TopBar crumbs={[{ label: "Settings" }, { label: "Lanes" }]} />
      <SettingsTabs current="/settings/lanes" />
      <Skeleton lines={12} label="Loading lanes" className="px-6 py-8 max-desk:px-4" />
    </>
  );
}
