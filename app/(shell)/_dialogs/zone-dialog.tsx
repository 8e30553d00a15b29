"use client";

import { Check } from "lucide-react";
import { useState } from "react";
import { PickDialog, type PickItem } from "#components/ui/pick-dialog.tsx";
import { useZoneChoice } from "#components/ui/zone.tsx";
import { zoneOffsetText } from "#components/ui/zone-text.ts";

interface ZoneItem extends PickItem {
  /** Null = as the browser says. */
  zone: string | null;
}

/** More rows than this nobody reads; typing narrows them. */
const MAX_ZONES = 60;

/** The zone of every time on every page: the browser's, UTC or any other. */
export function ZoneDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { browserZone, choice, choose } = useZoneChoice();
  const [text, setText] = useState("");
  const [zones] = useState(() => Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC"));
  const [nowMs] = useState(() => Date.now());
  const item = (zone: string | null, label: string, detail: string): ZoneItem => ({
    id: zone ?? "browser",
    zone,
    label,
    detail,
    icon: <Check size={16} strokeWidth={1.75} aria-hidden="true" className={choice === zone ? "" : "invisible"} />,
  });
  const matches = (...texts: string[]) => texts.some((part) => normal(part).includes(normal(text)));
  const usual = [
    item(null, "This browser's zone", `${zoneName(browserZone)}, ${zoneOffsetText(browserZone, nowMs)}`),
    item("UTC", "UTC", "Coordinated Universal Time"),
  ];
  const others = zones.filter((zone) => matches(zone, zoneOffsetText(zone, nowMs))).slice(0, MAX_ZONES);
  const close = () => {
    setText("");
    onClose();
  };
  return (
    <PickDialog
      isOpen={isOpen}
      onClose={close}
      label="Time zone"
      placeholder="City, continent or UTC+01:00"
      text={text}
      onText={setText}
      groups={[
        { label: "Usual", items: usual.filter(({ label, detail }) => matches(label, detail ?? "")) },
        { label: "All zones", items: others.map((zone) => item(zone, zoneName(zone), zoneOffsetText(zone, nowMs))) },
      ]}
      onPick={({ zone }) => {
        choose(zone);
        close();
      }}
      empty={`No zone is called "${text}".`}
    />
  );
}

function zoneName(zone: string): string {
  return zone.replaceAll("_", " ");
}

function normal(text: string): string {
  return text.toLowerCase().replace(/[_\s]+/g, " ");
}
