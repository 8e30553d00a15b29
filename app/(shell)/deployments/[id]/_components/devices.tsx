"use client";

import { useState } from "react";
import { OutcomeBars } from "#components/outcome-bars.tsx";
import { OutcomeGrid } from "#components/outcome-grid.tsx";
import { MAX_GRID_DEVICES } from "#components/outcome-shapes.ts";
import { Button } from "#components/ui/button.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { OUTCOME_LABELS } from "#components/ui/outcome-glyph.tsx";
import { useUrlState } from "#components/use-url-state.ts";
import type { DeploymentDevice } from "#lib/queries/list-deployment-devices.ts";
import type { DeploymentDetail } from "#lib/queries/read-deployment.ts";
import { fileName } from "./file-name.ts";
import { OutcomeMark } from "./outcome-mark.tsx";
import type { DeviceWalk } from "./use-deployment.ts";

/** All devices, failed first: drawn, or as a list that says the same in words. */
export function Devices({ deployment, walk }: { deployment: DeploymentDetail; walk: DeviceWalk }) {
  const [params, setParams] = useUrlState();
  const isList = params.get("view") === "list";
  const { devices, deviceCount, counts } = deployment;
  return (
    <section
      aria-labelledby="devices"
      className="min-w-0 overflow-y-auto border-r border-border py-4 pr-4 pl-6 max-desk:order-2 max-desk:overflow-visible max-desk:border-0 max-desk:border-t max-desk:px-4"
    >
      <div className="mb-2.5 flex items-center gap-2">
        <h2 id="devices" className="text-13">
          Devices
        </h2>
        <span className="text-text-3">failed first</span>
        <fieldset
          aria-label="Devices as"
          className="ml-auto inline-flex gap-0.5 rounded-[6px] border border-border bg-surface-2 p-0.5"
        >
          {VIEWS.map(({ view, label }) => (
            <button
              key={label}
              type="button"
              aria-pressed={isList === (view === "list")}
              onClick={() => setParams({ view })}
              className="touch-target h-6 rounded-[4px] px-[9px] text-12 font-medium text-text-2 aria-pressed:bg-overlay aria-pressed:text-text-1 aria-pressed:ring aria-pressed:ring-border-strong"
            >
              {label}
            </button>
          ))}
        </fieldset>
      </div>
      {isList ? <DeviceList devices={devices} walk={walk} /> : null}
      {!isList && deviceCount > MAX_GRID_DEVICES ? <OutcomeBars counts={counts} /> : null}
      {!isList && deviceCount <= MAX_GRID_DEVICES ? (
        <OutcomeGrid devices={devices} selectedId={walk.selected?.id ?? null} onOpen={walk.select} />
      ) : null}
      {deviceCount > devices.length ? (
        <p className="mt-2 text-12 text-text-3">
          {formatCount(devices.length)} of {formatCount(deviceCount)} devices are shown.
        </p>
      ) : null}
    </section>
  );
}

const VIEWS = [
  { view: null, label: "Grid" },
  { view: "list", label: "List" },
] as const;

const SHOWN = 200;

function DeviceList({ devices, walk }: { devices: readonly DeploymentDevice[]; walk: DeviceWalk }) {
  const [shown, setShown] = useState(SHOWN);
  // Walking by key goes on past what is shown.
  const end = Math.max(shown, walk.position);
  return (
    <>
      <ul aria-label="Devices, failed first" className="-mx-2">
        {devices.slice(0, end).map((device) => (
          <li key={device.id} className="[contain-intrinsic-size:auto_30px] [content-visibility:auto]">
            <button
              type="button"
              aria-current={device.id === walk.selected?.id ? "true" : undefined}
              onClick={() => walk.select(device.id)}
              title={device.name}
              className="flex h-[30px] w-full items-center gap-2 rounded-control px-2 text-left hover:bg-surface-3 focus-visible:outline-offset-[-2px] aria-current:bg-surface-3 max-desk:h-11"
            >
              <OutcomeMark outcome={device.outcome} />
              <span className="min-w-0 truncate font-medium">
                {device.isFile ? fileName(device.name) : device.name}
              </span>
              <span className="ml-auto flex-none text-12 text-text-3">
                {device.causeCode ? <code>{device.causeCode}</code> : OUTCOME_LABELS[device.outcome]}
                {device.causeCode ? <span className="sr-only"> {OUTCOME_LABELS[device.outcome]}</span> : null}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {devices.length > end ? (
        <Button size="small" variant="quiet" onClick={() => setShown(end + SHOWN)} className="mt-1">
          Show {formatCount(Math.min(SHOWN, devices.length - end))} more of {formatCount(devices.length - end)}
        </Button>
      ) : null}
    </>
  );
}
