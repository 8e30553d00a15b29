import { useFormatTitles } from "#components/format-titles.tsx";
import { OutcomeBar, OutcomeLegend } from "#components/outcome-bar.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { Time } from "#components/ui/time.tsx";
import type { InstallationOutcome } from "#lib/model/log-file.ts";
import type { DeploymentDetail } from "#lib/queries/read-deployment.ts";

/** What it is, how far it is, and how its devices are. */
export function DeploymentHeader({ deployment }: { deployment: DeploymentDetail }) {
  const { name, counts, deviceCount, changedAtMs, filesInProgress } = deployment;
  return (
    <header className="flex-none border-b border-border px-6 pt-[18px] pb-4 max-desk:px-4 max-desk:py-3.5">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="min-w-0 truncate text-20 tracking-[-0.019em] max-desk:text-16" title={name}>
          {name}
        </h1>
        <StateChip deployment={deployment} />
        <span className="min-w-0 truncate text-text-2 max-desk:hidden">
          <Origin deployment={deployment} />
        </span>
        {filesInProgress > 0 ? (
          <span className="ml-auto flex items-center gap-1.5 text-12 whitespace-nowrap text-text-3">
            <Spinner /> {formatPlural(filesInProgress, "file")} on the way
          </span>
        ) : null}
      </div>
      <div className="mt-[13px]">
        <OutcomeBar counts={counts} />
      </div>
      <div className="mt-[9px] flex min-h-5 flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <OutcomeLegend counts={counts} />
        <span className="text-12 text-text-3 max-desk:hidden">
          {formatPlural(deviceCount, "device")}, updated <Time at={changedAtMs} />
        </span>
      </div>
    </header>
  );
}

const STATES: Record<InstallationOutcome, { tone: "failed" | "warning" | "succeeded" | "neutral"; label: string }> = {
  failed: { tone: "failed", label: "Failing" },
  in_progress: { tone: "neutral", label: "In progress" },
  reboot: { tone: "warning", label: "Needs reboot" },
  cancelled: { tone: "neutral", label: "Cancelled" },
  deferred: { tone: "neutral", label: "Deferred" },
  unknown: { tone: "neutral", label: "Unknown" },
  succeeded: { tone: "succeeded", label: "Finished" },
};

function StateChip({ deployment: { status, deviceCount } }: { deployment: DeploymentDetail }) {
  if (deviceCount === 0) return null;
  const { tone, label } = STATES[status];
  return (
    <Chip tone={tone}>
      <OutcomeIcon outcome={status} />
      {label}
    </Chip>
  );
}

/** "started 13:40:12, 287 files, MSI verbose and CMTrace logs" */
function Origin({ deployment: { createdAtMs, fileCount, formats } }: { deployment: DeploymentDetail }) {
  const { titleOf } = useFormatTitles();
  const titles = formats.map(titleOf);
  const kinds = titles.length > 3 ? `${titles.length} formats` : new Intl.ListFormat("en-GB").format(titles);
  return (
    <>
      Started <Time at={createdAtMs} />, {formatPlural(fileCount, "file")}
      {titles.length > 0 ? `, ${kinds}` : ""}
    </>
  );
}
