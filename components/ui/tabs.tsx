"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

export interface Tab {
  value: string;
  label: string;
  /** Small number after the label. */
  count?: number | string;
  content: ReactNode;
}

/** Tabs with arrow keys; the open tab is the caller's (it lives in the URL). */
export function Tabs({
  tabs,
  value,
  onChange,
  aside,
}: {
  tabs: Tab[];
  value: string;
  onChange: (value: string) => void;
  /** Right end of the row of tabs. */
  aside?: ReactNode;
}) {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(String(next))} className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-none items-center gap-4 border-b border-border px-6 max-desk:px-4">
        <Base.List className="flex gap-[18px] max-desk:-mb-px max-desk:gap-4 max-desk:overflow-x-auto">
          {tabs.map((tab) => (
            <Base.Tab
              key={tab.value}
              value={tab.value}
              className="touch-target -mb-px flex gap-1.5 whitespace-nowrap max-desk:mb-0 border-b-2 border-transparent pt-[9px] pb-2.5 font-medium text-text-2 hover:text-text-1 data-active:border-text-1 data-active:text-text-1"
            >
              {tab.label}
              {tab.count === undefined ? null : <span className="font-normal text-text-3">{tab.count}</span>}
            </Base.Tab>
          ))}
        </Base.List>
        {aside ? <div className="ml-auto">{aside}</div> : null}
      </div>
      {tabs.map((tab) => (
        // The panel that was open stays for a frame or more when another opens: never two under each other.
        <Base.Panel key={tab.value} value={tab.value} className="flex min-h-0 flex-1 flex-col data-ending-style:hidden">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
