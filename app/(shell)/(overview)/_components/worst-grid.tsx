"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { OutcomeBars } from "#components/outcome-bars.tsx";
import { OutcomeGrid } from "#components/outcome-grid.tsx";
import { outcomeCountText } from "#components/outcome-words.ts";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { OutcomeGlyph } from "#components/ui/outcome-glyph.tsx";
import type { InstallationOutcome, OutcomeCounts } from "#lib/model/log-file.ts";
import type { WorstDeployment } from "#lib/queries/read-worst-deployment.ts";

/** Made for more room than it gets, the grid's cells are 11 px here instead of 13. */
const SMALL_CELLS_WIDTH = 362;

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
          width={SMALL_CELLS_WIDTH}
          onOpen={(device) => router.push(`/deployments/${id}?device=${device}`)}
        />
      )}
      <Legend counts={counts} />
    </section>
  );
}

const NAMED: readonly InstallationOutcome[] = ["failed", "reboot", "in_progress", "succeeded"];

/** Shapes and numbers in one line; the words are in the hover texts and for screen readers. */
function Legend({ counts }: { counts: OutcomeCounts }) {
  const other = counts.cancelled + counts.deferred + counts.unknown;
  return (
    <ul aria-label="Devices by outcome" className="mt-2.5 flex flex-wrap gap-x-4 text-12">
      {NAMED.filter((outcome) => counts[outcome] > 0).map((outcome) => (
        <li key={outcome} title={outcomeCountText(outcome, counts[outcome])}>
          <span aria-hidden="true">
            <OutcomeGlyph outcome={outcome} label={formatCount(counts[outcome])} />
          </span>
          <span className="sr-only">{outcomeCountText(outcome, counts[outcome])}</span>
        </li>
      ))}
      {other > 0 ? (
        <li
          className="text-text-3"
          title={`${counts.cancelled} cancelled, ${counts.deferred} deferred, ${counts.unknown} unknown`}
        >
          {formatCount(other)} other
        </li>
      ) : null}
    </ul>
  );
}
