import { Bell, Check, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { LogText } from "#components/log-text.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatPlural } from "#components/ui/format-count.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import { Time } from "#components/ui/time.tsx";
import type { TimelineStep } from "#lib/deployments/device-timeline.ts";
import type { DeviceDetail } from "#lib/queries/read-deployment-device.ts";
import { fileName } from "./file-name.ts";

/** More steps than this don't fit side by side. */
const MAX_IN_A_ROW = 7;

/** What happened on the device, step by step; long silence is a break in the line. */
export function DeviceTimeline({ device }: { device: DeviceDetail }) {
  const { timeline, untimed, fileCount } = device;
  if (timeline.length === 0) return null;
  const isRow = timeline.length <= MAX_IN_A_ROW;
  return (
    <section aria-label="Timeline" className="mt-5 min-w-0">
      <div className="mb-2 flex items-baseline gap-2">
        <h3 className="min-w-0 truncate text-13">{device.isFile ? fileName(device.name) : device.name}</h3>
        <span className="text-text-3">{spanText(timeline, fileCount)}</span>
      </div>
      <ol className={classNames("grid", isRow && "desk:flex")}>
        {timeline.map((step, index) => (
          <Step
            key={`${step.kind} ${step.atMs} ${step.about}`}
            step={step}
            pauseMs={timeline[index + 1]?.pauseMs ?? null}
            isLast={index === timeline.length - 1}
            isRow={isRow}
          />
        ))}
      </ol>
      {untimed > 0 ? (
        <p className="pt-1 text-12 text-text-3">{formatPlural(untimed, "more product")} in its files.</p>
      ) : null}
    </section>
  );
}

interface StepProps {
  step: TimelineStep;
  /** How long nothing happened after it, when that was long. */
  pauseMs: number | null;
  isLast: boolean;
  isRow: boolean;
}

function Step({ step, pauseMs, isLast, isRow }: StepProps) {
  const isBad = step.kind === "failed";
  return (
    <li
      className={classNames(
        "relative grid min-w-0 grid-cols-[18px_minmax(0,1fr)] gap-x-2.5 pb-3",
        isRow && "desk:block desk:flex-1 desk:pr-3 desk:pb-0 desk:last:flex-none desk:last:pr-0",
      )}
    >
      {isLast ? null : <Connector pauseMs={pauseMs} isRow={isRow} />}
      <span
        aria-hidden="true"
        className={classNames(
          "relative grid size-[18px] place-items-center rounded-full border-2",
          isBad
            ? "border-out-failed-mark bg-out-failed-mark text-surface-1"
            : "border-border-strong bg-surface-1 text-text-2",
        )}
      >
        {mark(step)}
      </span>
      <span
        className={classNames(
          "min-w-0 text-12 leading-[1.3]",
          isRow && "desk:mt-[5px] desk:grid",
          isBad ? "font-medium text-out-failed" : "text-text-2",
        )}
      >
        <span className="block truncate">
          <StepText step={step} />
        </span>
        <span className={isBad ? "font-normal" : "text-text-3"}>
          <Time at={step.atMs} />
        </span>
        {pauseMs === null ? null : (
          <span className={classNames("block pt-1 font-normal text-text-3", isRow && "desk:sr-only")}>
            then nothing for {formatDuration(pauseMs)}
          </span>
        )}
      </span>
    </li>
  );
}

/** The line to the next step, broken where nothing happened for long. */
function Connector({ pauseMs, isRow }: { pauseMs: number | null; isRow: boolean }) {
  return (
    <>
      <span
        aria-hidden="true"
        className={classNames(
          "absolute top-[18px] bottom-0 left-2 border-l-2 border-border-strong",
          pauseMs !== null && "border-dotted",
          isRow && "desk:top-2 desk:right-0 desk:bottom-auto desk:left-[18px] desk:border-t-2 desk:border-l-0",
        )}
      />
      {pauseMs === null || !isRow ? null : (
        <span
          aria-hidden="true"
          className="absolute top-0 right-2 left-[18px] hidden text-center text-11 leading-[18px] text-text-3 desk:block"
        >
          <span className="bg-surface-1 px-1.5">{formatDuration(pauseMs)}</span>
        </span>
      )}
    </>
  );
}

function mark(step: TimelineStep): ReactNode {
  const look = { size: 10, strokeWidth: 3 };
  if (step.kind === "failed") return <X {...look} />;
  if (step.kind === "alerted") return <Bell {...look} strokeWidth={2.5} />;
  return step.outcome === "succeeded" || step.outcome === "reboot" ? <Check {...look} /> : null;
}

function StepText({ step }: { step: TimelineStep }) {
  const { kind, about, place } = step;
  if (kind === "alerted") return <span title={about ?? undefined}>{wordsFor(step)}</span>;
  const words = about === null ? wordsFor(step) : <LogText text={`${wordsFor(step)}, ${about}`} isOneLine />;
  if (place === null) return words;
  return (
    <Link href={`/files/${place.fileId}?record=${place.recordNumber}`} className="hover:underline">
      {words}
    </Link>
  );
}

function wordsFor({ kind, outcome, exitCode, count }: TimelineStep): string {
  switch (kind) {
    case "log-begins":
      return "Log begins";
    case "started":
      return "Install";
    case "failed":
      return "Failed";
    case "ended":
      return endWords(outcome, exitCode);
    case "log-ends":
      return "Log ends";
    case "received":
      return count > 1 ? `${count} files received` : "Received";
    case "alerted":
      return count > 1 ? `${count} alerts` : "Alert";
  }
}

function endWords(outcome: TimelineStep["outcome"], exitCode: string | null): string {
  switch (outcome) {
    case "succeeded":
      return "Succeeded";
    case "reboot":
      return "Installed, reboot needed";
    case "cancelled":
      return "Cancelled";
    case "deferred":
      return "Deferred";
    default:
      return exitCode === null ? "Ended" : `Reported ${exitCode}`;
  }
}

/** "5 min 12 s, from 3 files": of what the logs themselves tell, breaks left out. */
function spanText(timeline: readonly TimelineStep[], fileCount: number): string {
  const own = timeline.filter(({ kind }) => kind !== "received" && kind !== "alerted");
  const pausesMs = own.slice(1).reduce((sum, { pauseMs }) => sum + (pauseMs ?? 0), 0);
  const spanMs = (own.at(-1)?.atMs ?? 0) - (own[0]?.atMs ?? 0) - pausesMs;
  const from = `from ${formatPlural(fileCount, "file")}`;
  return spanMs > 0 ? `${formatDuration(spanMs)}, ${from}` : from;
}
