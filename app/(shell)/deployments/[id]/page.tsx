import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { pageCaller } from "#app/_session/page-caller.ts";
import { excerptOf } from "#components/excerpt-of.ts";
import { Preloaded } from "#components/preloaded.tsx";
import { TopBar } from "#components/top-bar.tsx";
import { NotFoundError } from "#lib/errors.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listRecords } from "#lib/queries/list-records.ts";
import { type DeploymentDetail, readDeployment } from "#lib/queries/read-deployment.ts";
import { type DeviceDetail, readDeploymentDevice } from "#lib/queries/read-deployment-device.ts";
import { DeploymentView } from "./_components/deployment-view.tsx";

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ device?: string | string[] }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await deploymentOf((await params).id)).name };
}

export default async function DeploymentPage({ params, searchParams }: PageProps) {
  const deployment = await deploymentOf((await params).id);
  const asked = [(await searchParams).device].flat()[0];
  const opened = deployment.devices.find(({ id }) => id === asked) ?? deployment.devices[0];
  const { claims } = await pageCaller();
  const device = opened
    ? await asCaller(claims, (tx) => readDeploymentDevice(tx, { deploymentId: deployment.id, deviceId: opened.id }))
    : null;
  const crumbs = [{ label: "Deployments", href: "/deployments" }, { label: deployment.name }];
  return (
    <>
      <TopBar crumbs={crumbs} hasOwnTitle />
      <Preloaded queries={await failingExcerpt(device)}>
        <DeploymentView initial={deployment} initialDevice={device} />
      </Preloaded>
    </>
  );
}

/** The lines around the one that broke the chosen device. */
async function failingExcerpt(device: DeviceDetail | null) {
  const line = device?.failing?.firstFailingLine;
  if (!device?.failing || !line) return [];
  const fileId = device.failing.file.id;
  const { queryKey, from, count } = excerptOf({ fileId, recordNumber: line.recordNumber });
  const { claims } = await pageCaller();
  return [{ queryKey, data: await asCaller(claims, (tx) => listRecords(tx, { fileId, from, count })) }];
}

/** Asked once per request, for the title and the page. */
const deploymentOf = cache(async (id: string): Promise<DeploymentDetail> => {
  const { claims } = await pageCaller();
  try {
    return await asCaller(claims, (tx) => readDeployment(tx, id));
  } catch (error) {
    if (error instanceof NotFoundError) notFound();
    throw error;
  }
});
