import { TopBar } from "#components/top-bar.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { SettingsTabs } from "../_components/settings-tabs.tsx";

export default function LoadingMembers() {
  return (
    <>
      <TopBar crumbs={[{ label: "Settings" }, { label: "Members" }]} />
      <SettingsTabs current="/settings/members" />
      <Skeleton lines={8} label="Loading members" className="px-6 py-8 max-desk:px-4" />
    </>
  );
}
