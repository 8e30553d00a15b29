"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { OutcomeLegend } from "#components/outcome-bar.tsx";
import { OutcomeBars } from "#components/outcome-bars.tsx";
import { OutcomeGrid } from "#components/outcome-grid.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import type { WorstDeployment } from "#lib/queries/read-worst-deployment.ts";

/** Every device of the deployment that needs people most. */
export function WorstGrid({ worst }: { worst: WorstDeployment }) {
  const router = useRouter();
  const { id, name, counts, deviceCount, devices } = worst;
  return (
    <section aria-label="Worst deployment" className="min-w-0">
      <div className="mb-2 flex items-baseline gap-2">
        <h2 className="min-w-0 truncate text-13 font-medium tracking-normal">
          <Link href={`/deployments/${id}`} className="hover:underline">
            {name}
          </Link>
        </h2>
        <span className="ml-auto flex-none text-text-3">{formatPlural(deviceCount, "device")}</span>
      </div>
      {deviceCount > devices.length ? (
        <OutcomeBars counts={counts} />
      ) : (
        <OutcomeGrid
          devices={devices}
          width={298}
          onOpen={(device) => router.push(`/deployments/${id}?device=${device}`)}
        />
      )}
      <div className="mt-2.5">
        <OutcomeLegend counts={counts} />
      </div>
    </section>
  );
}
