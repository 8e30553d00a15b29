import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { CodeChip } from "#components/code-chip.tsx";
import { OutcomeBar } from "#components/outcome-bar.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { OutcomeGlyph } from "#components/ui/outcome-glyph.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DeploymentItem } from "#lib/queries/list-deployments.ts";
import { deploymentState } from "./deployment-state.ts";

const HEAD = "h-[30px] border-b border-border px-2.5 text-left text-12 font-normal whitespace-nowrap text-text-3";
const CELL = "h-row border-b border-border px-2.5 group-last:border-b-0";
const DESK_ONLY = "max-desk:hidden";

/** The deployments that need people, worst first. */
export function OverviewDeployments({ deployments }: { deployments: DeploymentItem[] }) {
  return (
    <section aria-labelledby="overview-deployments" className="mt-[18px]">
      <div className="mb-2.5 flex items-baseline gap-2">
        <h2 id="overview-deployments" className="text-13">
          Deployments
        </h2>
        <Link
          href="/deployments"
          className="ml-auto inline-flex items-center gap-1 font-medium text-accent hover:underline"
        >
          All deployments
          <ArrowRight size={14} strokeWidth={1.75} aria-hidden="true" />
        </Link>
      </div>
      {deployments.length === 0 ? (
        <p className="border-t border-border py-3 text-text-2">
          No file names a deployment yet. Name one when you send files; their devices then stand side by side here.
        </p>
      ) : (
        <table className="w-full table-fixed border-collapse">
          <thead>
            <tr>
              <th className={`${HEAD} w-[28%] pl-0! max-desk:w-[35%]`}>Deployment</th>
              <th className={`${HEAD} w-[18%] ${DESK_ONLY}`}>Last change</th>
              <th className={`${HEAD} w-[104px]`}>State</th>
              <th className={`${HEAD} max-desk:pr-0!`}>
                Devices by outcome<span className={DESK_ONLY}>, succeeded</span>
              </th>
              <th className={`${HEAD} w-[116px] pr-0! ${DESK_ONLY}`}>Top code</th>
            </tr>
          </thead>
          <tbody>
            {deployments.map((deployment) => (
              <DeploymentRow key={deployment.id} deployment={deployment} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function DeploymentRow({ deployment }: { deployment: DeploymentItem }) {
  const { id, name, counts, deviceCount, topCode, changedAtMs } = deployment;
  const { outcome, label } = deploymentState(counts);
  return (
    <tr className="group">
      <td className={`${CELL} pl-0!`}>
        <Link href={`/deployments/${id}`} title={name} className="block truncate font-medium hover:underline">
          {name}
        </Link>
      </td>
      <td className={`${CELL} truncate text-text-2 ${DESK_ONLY}`}>
        <Time at={changedAtMs} />
      </td>
      <td className={CELL}>
        <OutcomeGlyph outcome={outcome} label={label} />
      </td>
      <td className={`${CELL} max-desk:pr-0!`}>
        <div className="grid grid-cols-[minmax(0,1fr)_92px] items-center gap-2.5 max-desk:grid-cols-1 max-desk:gap-1">
          <OutcomeBar counts={counts} />
          <span className="text-right text-12 whitespace-nowrap text-text-3 max-desk:text-11">
            {formatCount(counts.succeeded)} of {formatCount(deviceCount)}
          </span>
        </div>
      </td>
      <td className={`${CELL} pr-0! ${DESK_ONLY}`}>
        {topCode === null ? <span className="text-text-3">none</span> : <CodeChip code={topCode} />}
      </td>
    </tr>
  );
}
