"use client";

import Link from "next/link";
import { useState } from "react";
import { LogText } from "#components/log-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { formatCount, formatPlural, formatShare } from "#components/ui/format-count.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { unpackedText } from "#components/unpacked-text.ts";
import { useNowMs } from "#components/use-now-ms.ts";
import type { FailingLine } from "#lib/model/log-file.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";
import { isMoving } from "./use-file.ts";
import { WhyThisLine } from "./why-this-line.tsx";

/**
 * The one line between the facts and the log: where the file is, then the line that explains its failure. It has the
 * same height in every state, and stays once it was there, so that the log does not jump when the file is done.
 */
export function StatusSlot({ file, goTo }: { file: FileDetail; goTo: (recordNumber: number) => void }) {
  const [wasMoving] = useState(() => isMoving(file));
  if (file.state === "failed" && file.error) return <FailureStrip file={file} />;
  if (file.firstFailingLine) return <FailingLineStrip line={file.firstFailingLine} format={file.format} goTo={goTo} />;
  if (isMoving(file)) return <ProgressStrip file={file} />;
  return wasMoving ? <DoneStrip file={file} /> : null;
}

/** Where the file is while it is not done: on its way, waiting, or being read. */
function ProgressStrip({ file }: { file: FileDetail }) {
  switch (file.state) {
    case "uploading":
      return (
        <Strip>
          <b>Uploading.</b>
          <span className="min-w-0 truncate text-text-2">
            {formatBytes(file.sizeBytes)} on the way. Reading starts once all of it has arrived.
          </span>
        </Strip>
      );
    case "queued":
      return (
        <Strip>
          <span className="flex-none font-medium">
            Queued in <LaneGlyph lane={file.lane} />.
          </span>
          <span className="min-w-0 truncate text-text-2" title={file.laneReason}>
            {file.laneReason}
          </span>
        </Strip>
      );
    case "processing":
      return <ReadingStrip file={file} />;
    default:
      return null;
  }
}

function DoneStrip({ file }: { file: FileDetail }) {
  const { records, rejects, startedAtMs, finishedAtMs } = file;
  const tookMs = startedAtMs !== null && finishedAtMs !== null ? finishedAtMs - startedAtMs : null;
  if (file.unpacked && file.state === "completed") {
    return (
      <Strip>
        <b>Unpacked.</b>
        <span className="min-w-0 truncate text-text-2">{unpackedText(file.unpacked)}; each is a file of its own.</span>
      </Strip>
    );
  }
  return (
    <Strip>
      <b>{file.state === "duplicate" ? "Linked." : "Read to its end."}</b>
      <span className="min-w-0 truncate text-text-2">
        {formatPlural(records + rejects, "record")}
        {tookMs === null ? "" : ` in ${formatDuration(tookMs)}`}. No line explains a failure.
      </span>
    </Strip>
  );
}

function ReadingStrip({ file }: { file: FileDetail }) {
  const { bytesDone, sizeBytes, records, rejects, recordsPerS, startedAtMs } = file;
  const share = sizeBytes > 0 ? bytesDone / sizeBytes : 0;
  // Of the whole run, not of the last second: an estimate that jumps helps nobody.
  const nowMs = useNowMs();
  const elapsedMs = startedAtMs === null || nowMs === null ? 0 : nowMs - startedAtMs;
  const leftMs = share > 0.02 && elapsedMs > 1500 ? (elapsedMs / share) * (1 - share) : null;
  return (
    <Strip>
      <div className="w-40 flex-none">
        <ProgressBar label={`Reading ${file.name}`} value={share} />
      </div>
      <span className="min-w-0 truncate text-text-2">
        {file.error ? (
          <b className="mr-2 text-text-1" title={file.error.message}>
            <LogText text={`Waiting: ${file.error.message}`} isOneLine />
          </b>
        ) : null}
        <b className="text-text-1">{formatShare(bytesDone, sizeBytes)}</b>, {formatPlural(records + rejects, "record")}
        {recordsPerS ? `, ${formatCount(recordsPerS)} records/s` : ""}
        {leftMs === null ? "" : `, about ${formatDuration(leftMs)} left`}
      </span>
    </Strip>
  );
}

/** Why reading stopped, what is safe, and what to do. */
function FailureStrip({ file }: { file: FileDetail }) {
  if (!file.error) return null;
  const stored = file.records + file.rejects;
  const details = Object.entries(file.error.details ?? {}).filter(([, value]) => value !== null && value !== "");
  return (
    <div role="alert" className="flex gap-2.5 rounded-panel border border-border bg-out-failed-soft px-3.5 py-2.5">
      <OutcomeIcon outcome="failed" className="mt-0.5 size-4 text-out-failed" />
      <div className="min-w-0">
        <p className="font-semibold">
          <LogText text={file.error.message} />
        </p>
        <p className="text-text-2">
          {stored > 0
            ? `${formatPlural(stored, "record")} before that ${stored === 1 ? "is" : "are"} stored and shown below.`
            : "Nothing of it was stored."}{" "}
          <Link href="/upload" className="font-medium text-accent">
            Drop the file again
          </Link>{" "}
          once that is put right.
        </p>
        {details.length > 0 ? (
          <p className="mt-0.5 font-mono text-12 text-text-2">
            {details.map(([name, value]) => detailText(name, value)).join(", ")}
          </p>
        ) : null}
      </div>
    </div>
  );
}

/** The earliest line that explains the failure, quoted, with the way to it. */
function FailingLineStrip({
  line,
  format,
  goTo,
}: {
  line: FailingLine;
  format: string | null;
  goTo: (recordNumber: number) => void;
}) {
  return (
    <figure
      aria-label="First failing line"
      className="flex h-10 min-w-0 items-center gap-3 rounded-panel border border-border bg-sev-error-soft pr-1.5 pl-3 inset-shadow-[3px_0_0_var(--sev-error-mark)]"
    >
      <figcaption className="flex-none font-mono text-12 font-semibold text-sev-error">
        {formatCount(line.recordNumber)}
      </figcaption>
      <blockquote className="min-w-0 flex-1 truncate font-mono text-12 font-medium">
        <LogText text={line.text.slice(0, 600)} isOneLine code={line.code} explain={{ format }} />
      </blockquote>
      <WhyThisLine line={line} goTo={goTo} />
      <Button size="small" onClick={() => goTo(line.recordNumber)}>
        Go to line
        <span className="max-desk:hidden">
          <KeyHint>F</KeyHint>
        </span>
      </Button>
    </figure>
  );
}

/** "at byte 17,946" for the place where it stopped, "name: value" for the rest. */
function detailText(name: string, value: unknown): string {
  if (name === "byteOffset" && typeof value === "number") return `at byte ${formatCount(value)}`;
  return `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`;
}

function Strip({ children }: { children: React.ReactNode }) {
  return (
    <div
      role="status"
      aria-live="off"
      className="flex h-10 min-w-0 items-center gap-x-3 rounded-panel border border-border bg-surface-2 px-3.5"
    >
      {children}
    </div>
  );
}
