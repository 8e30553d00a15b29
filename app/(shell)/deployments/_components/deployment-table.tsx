import Link from "next/link";
import { CodeChip } from "#components/code-chip.tsx";
import { DeploymentState } from "#components/deployment-state.tsx";
import { OutcomeBar } from "#components/outcome-bar.tsx";
import { useExplainCode } from "#components/team-codes.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { TABLE_CELL, TABLE_HEAD, TABLE_ROW } from "#components/ui/table-class.ts";
import { Time } from "#components/ui/time.tsx";
import type { DeploymentItem } from "#lib/queries/list-deployments.ts";

/** Deployments, worst first: a table on the desk, cards on the phone. */
export function DeploymentTable({ deployments }: { deployments: DeploymentItem[] }) {
  return (
    <table className="w-full table-fixed border-collapse max-desk:block">
      <caption className="sr-only">Deployments, worst first</caption>
      <colgroup>
        <col className="w-[22%]" />
        <col className="w-[132px]" />
        <col />
        <col className="w-[25%]" />
        <col className="w-[64px]" />
        <col className="w-[112px]" />
      </colgroup>
      <thead className="max-desk:sr-only">
        <tr>
          <th scope="col" className={TABLE_HEAD}>
            Deployment
          </th>
          <th scope="col" className={TABLE_HEAD}>
            State
          </th>
          <th scope="col" className={TABLE_HEAD}>
            Devices by outcome, succeeded
          </th>
          <th scope="col" className={TABLE_HEAD}>
            Top cause
          </th>
          <th scope="col" className={`${TABLE_HEAD} text-right`}>
            Files
          </th>
          <th scope="col" className={`${TABLE_HEAD} text-right`}>
            Last change
          </th>
        </tr>
      </thead>
      <tbody className="max-desk:block">
        {deployments.map((deployment) => (
          <DeploymentRow key={deployment.id} deployment={deployment} />
        ))}
      </tbody>
    </table>
  );
}

const ROW = `${TABLE_ROW} max-desk:gap-y-1.5`;

function DeploymentRow({ deployment }: { deployment: DeploymentItem }) {
  const { id, name, counts, deviceCount, fileCount, topCode, changedAtMs } = deployment;
  return (
    <tr className={ROW}>
      <th scope="row" className={`${TABLE_CELL} text-left font-normal max-desk:order-1`}>
        {/* The link covers its row, so that a click anywhere in it opens the deployment. */}
        <Link
          href={`/deployments/${id}`}
          title={name}
          className="block truncate font-medium after:absolute after:inset-0 max-desk:text-14"
        >
          {name}
        </Link>
      </th>
      <td className={`${TABLE_CELL} max-desk:order-2 max-desk:text-right`}>
        <DeploymentState deployment={deployment} />
      </td>
      <td className={`${TABLE_CELL} max-desk:order-3 max-desk:col-span-2`}>
        <span className="grid grid-cols-[minmax(0,1fr)_minmax(64px,auto)] items-center gap-2.5 text-12 text-text-3 max-desk:py-1">
          <OutcomeBar counts={counts} />
          <span className="text-right">
            {formatCount(counts.succeeded)} of {formatCount(deviceCount)}
          </span>
        </span>
      </td>
      <td className={`${TABLE_CELL} max-desk:order-4`}>{topCode === null ? null : <TopCause code={topCode} />}</td>
      <td className={`${TABLE_CELL} text-right text-text-2 max-desk:hidden`}>{formatCount(fileCount)}</td>
      <td className={`${TABLE_CELL} text-right text-text-2 max-desk:order-5 max-desk:text-12 max-desk:text-text-3`}>
        <Time at={changedAtMs} />
      </td>
    </tr>
  );
}

function TopCause({ code }: { code: string }) {
  const explain = useExplainCode();
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="relative flex-none">
        <CodeChip code={code} />
      </span>
      <span className="truncate text-text-2">{explain(code)?.title}</span>
    </span>
  );
}
