import { ChevronLeft, ChevronRight, Laptop } from "lucide-react";
import { encodingName } from "#components/encoding-name.ts";
import { useFormatTitles } from "#components/format-titles.tsx";
import { LogExcerpt } from "#components/log-excerpt.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { DeviceDetail, DeviceInstallation } from "#lib/queries/read-deployment-device.ts";
import { CauseMeaning } from "./cause-meaning.tsx";
import { DeviceFiles } from "./device-files.tsx";
import { DeviceInstallations } from "./device-installations.tsx";
import { DeviceTimeline } from "./device-timeline.tsx";
import { fileName } from "./file-name.ts";
import { NewPatterns } from "./new-patterns.tsx";
import { NoFailingLine } from "./no-failing-line.tsx";
import type { DeviceWalk, useDevice } from "./use-deployment.ts";

interface DevicePanelProps {
  deploymentId: string;
  walk: DeviceWalk;
  deviceCount: number;
  query: ReturnType<typeof useDevice>;
}

/** The chosen device: its first failing line in context, what that means, and what happened when. */
export function DevicePanel({ deploymentId, walk, deviceCount, query }: DevicePanelProps) {
  const { data: device, error, refetch, isPlaceholderData } = query;
  const { selected } = walk;
  return (
    <section
      aria-label={selected?.name ?? "Device"}
      aria-busy={isPlaceholderData}
      className="min-w-0 overflow-y-auto px-6 py-4 max-desk:order-1 max-desk:overflow-visible max-desk:px-4"
    >
      <div className="mb-[9px] flex items-center gap-2">
        <h2 className="text-14 whitespace-nowrap">
          {device?.failing || !device ? "First failing line" : "What happened"}
        </h2>
        <Walk walk={walk} deviceCount={deviceCount} />
      </div>
      {error ? (
        <ErrorState title="This device could not be read" action={<Button onClick={() => refetch()}>Try again</Button>}>
          {error.message}
        </ErrorState>
      ) : null}
      {device ? <Device deploymentId={deploymentId} device={device} isOld={isPlaceholderData} /> : null}
      {!device && !error ? <Skeleton lines={9} label="Loading the device" /> : null}
    </section>
  );
}

function Walk({ walk, deviceCount }: { walk: DeviceWalk; deviceCount: number }) {
  const { selected, position, step } = walk;
  const name = selected ? (selected.isFile ? fileName(selected.name) : selected.name) : "";
  return (
    <div className="ml-auto flex min-w-0 items-center gap-1">
      <Button
        isIcon
        size="small"
        aria-label="Previous device"
        aria-keyshortcuts="["
        disabledReason={position <= 1 ? "This is the first device." : null}
        onClick={() => step(-1)}
      >
        <ChevronLeft size={14} strokeWidth={1.75} aria-hidden="true" />
      </Button>
      <span
        aria-live="polite"
        title={selected?.name}
        className="flex h-[26px] min-w-0 items-center gap-[7px] rounded-control border border-border-strong px-2 text-12 font-medium shadow-1"
      >
        <Laptop size={14} strokeWidth={1.75} aria-hidden="true" className="flex-none max-desk:hidden" />
        <span className="truncate">{name}</span>
        <span className="font-normal whitespace-nowrap text-text-3">
          {formatCount(position)} of {formatCount(deviceCount)}
        </span>
      </span>
      <Button
        isIcon
        size="small"
        aria-label="Next device"
        aria-keyshortcuts="]"
        disabledReason={position >= deviceCount ? "This is the last device." : null}
        onClick={() => step(1)}
      >
        <ChevronRight size={14} strokeWidth={1.75} aria-hidden="true" />
      </Button>
    </div>
  );
}

interface DeviceProps {
  deploymentId: string;
  device: DeviceDetail;
  isOld: boolean;
}

function Device({ deploymentId, device, isOld }: DeviceProps) {
  const { failing } = device;
  return (
    <div className={classNames("grid min-w-0 grid-cols-[minmax(0,1fr)]", isOld && OLD)}>
      {failing ? <FailingExcerpt failing={failing} /> : <NoFailingLine device={device} />}
      <div className="mt-3 grid grid-cols-2 items-start gap-3 max-desk:grid-cols-1">
        {failing ? <CauseMeaning failing={failing} /> : null}
        <DeviceInstallations device={device} />
      </div>
      {device.outcome === "failed" ? <NewPatterns deploymentId={deploymentId} deviceId={device.id} /> : null}
      <DeviceTimeline device={device} />
      <DeviceFiles device={device} />
    </div>
  );
}

/** Only what takes long fades: walking is quick, and must not flicker. */
const OLD = "opacity-60 transition-opacity delay-200 duration-(--base)";

function FailingExcerpt({ failing: { file, firstFailingLine } }: { failing: DeviceInstallation }) {
  const { titleOf } = useFormatTitles();
  if (firstFailingLine === null) return null;
  const about = [file.format ? titleOf(file.format) : null, file.encoding ? encodingName(file.encoding) : null];
  return (
    <LogExcerpt
      fileId={file.id}
      recordNumber={firstFailingLine.recordNumber}
      format={file.format}
      fileName={fileName(file.name)}
      about={about.filter(Boolean).join(", ")}
      timeZone={file.timeZone}
      code={firstFailingLine.code}
      text={firstFailingLine.text}
    />
  );
}
