"use client";

import { useKeys } from "#components/keys/keys-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { DeploymentDetail } from "#lib/queries/read-deployment.ts";
import type { DeviceDetail } from "#lib/queries/read-deployment-device.ts";
import { DeploymentHeader } from "./deployment-header.tsx";
import { DevicePanel } from "./device-panel.tsx";
import { Devices } from "./devices.tsx";
import { NoDevices } from "./no-devices.tsx";
import { useDeployment, useDevice, useDeviceWalk } from "./use-deployment.ts";

interface DeploymentViewProps {
  initial: DeploymentDetail;
  /** The device the page opens with; null when there is none. */
  initialDevice: DeviceDetail | null;
}

/** One rollout: its devices by outcome, and the chosen one from its first failing line on. */
export function DeploymentView({ initial, initialDevice }: DeploymentViewProps) {
  const { data: deployment, error, refetch } = useDeployment(initial);
  const { devices } = deployment;
  const walk = useDeviceWalk(devices, initialDevice?.id ?? null);
  const device = useDevice({ deploymentId: deployment.id, deviceId: walk.selected?.id ?? null }, initialDevice);
  useKeys("Deployment", [
    { keys: "[", label: "Previous device", run: () => walk.step(-1) },
    { keys: "]", label: "Next device", run: () => walk.step(1) },
  ]);
  return (
    <div className="flex min-h-0 flex-1 flex-col max-desk:block">
      <DeploymentHeader deployment={deployment} />
      {error ? (
        <div className="border-b border-border px-2.5 max-desk:px-0.5">
          <ErrorState
            title="The deployment could not be read again"
            action={<Button onClick={() => refetch()}>Try again</Button>}
          >
            {error.message} What is shown may be old.
          </ErrorState>
        </div>
      ) : null}
      {walk.selected === null ? (
        <NoDevices filesInProgress={deployment.filesInProgress} />
      ) : (
        <div className="grid min-h-0 flex-1 grid-cols-[356px_minmax(0,1fr)] max-desk:flex max-desk:flex-col">
          <Devices deployment={deployment} walk={walk} />
          <DevicePanel deploymentId={deployment.id} walk={walk} deviceCount={devices.length} query={device} />
        </div>
      )}
    </div>
  );
}
