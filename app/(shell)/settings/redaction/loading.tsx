import { TopBar } from "#components/top-bar.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { SettingsTabs } from "../_components/settings-tabs.tsx";

export default function LoadingRedaction() {
  return (
    <>
      <TopBar crumbs={[{ label: "Settings" }, { label: "Redaction" }]} />
      <SettingsTabs current="/settings/redaction" />
      <Skeleton lines={12} label="Loading redaction" className="px-6 py-8 max-desk:px-4" />
    </>
  );
}
