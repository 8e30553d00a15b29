import { TopBar } from "#components/top-bar.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { SettingsTabs } from "../_components/settings-tabs.tsx";

export default function LoadingFormats() {
  return (
    <>
      <TopBar crumbs={[{ label: "Settings" }, { label: "Formats" }]} />
      <SettingsTabs current="/settings/formats" />
      <Skeleton lines={8} label="Loading formats" className="px-6 py-8 max-desk:px-4" />
    </>
  );
}
