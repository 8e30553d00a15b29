"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#components/use-api.ts";
import { useUrlState } from "#components/use-url-state.ts";
import type { DeploymentDevice } from "#lib/queries/list-deployment-devices.ts";
import type { DeploymentDetail } from "#lib/queries/read-deployment.ts";
import type { DeviceDetail } from "#lib/queries/read-deployment-device.ts";

/** Live events do the work; this is for what they missed while files are on their way. */
const MOVING_REFETCH_MS = 5000;

/** The deployment as it is now. */
export function useDeployment(initial: DeploymentDetail) {
  const api = useApi();
  return useQuery({
    queryKey: ["deployment", initial.id],
    queryFn: ({ signal }) => api<{ deployment: DeploymentDetail }>(`/api/v1/deployments/${initial.id}`, { signal }),
    initialData: { deployment: initial },
    select: ({ deployment }) => deployment,
    refetchInterval: ({ state }) => ((state.data?.deployment.filesInProgress ?? 0) > 0 ? MOVING_REFETCH_MS : false),
  });
}

/** One of its devices; the one before stays while the next is on its way. */
export function useDevice(
  { deploymentId, deviceId }: { deploymentId: string; deviceId: string | null },
  initial: DeviceDetail | null,
) {
  const api = useApi();
  return useQuery({
    queryKey: ["deployment", deploymentId, "device", deviceId],
    queryFn: ({ signal }) =>
      api<{ device: DeviceDetail }>(`/api/v1/deployments/${deploymentId}/devices/${deviceId}`, { signal }),
    enabled: deviceId !== null,
    initialData: initial !== null && initial.id === deviceId ? { device: initial } : undefined,
    select: ({ device }) => device,
    placeholderData: keepPreviousData,
  });
}

export interface DeviceWalk {
  selected: DeploymentDevice | null;
  /** Where it stands among all, from 1. */
  position: number;
  select: (id: string) => void;
  step: (by: 1 | -1) => void;
}

/**
 * Which device is shown. It lives in the address; without one it stays what the page opened with, also when a worse one
 * comes first meanwhile.
 */
export function useDeviceWalk(devices: readonly DeploymentDevice[], openedWith: string | null): DeviceWalk {
  const [params, setParams] = useUrlState();
  const [pinned, setPinned] = useState(openedWith);
  const asked = params.get("device") ?? pinned;
  const found = devices.findIndex(({ id }) => id === asked);
  const index = Math.max(0, found);
  const selected = devices[index] ?? null;
  if (pinned === null && selected !== null) setPinned(selected.id);
  const select = (id: string) => setParams({ device: id });
  return {
    selected,
    position: selected === null ? 0 : index + 1,
    select,
    step: (by) => {
      const next = devices[index + by];
      if (next) select(next.id);
    },
  };
}
