"use client";

import Link from "next/link";
import { LogText } from "#components/log-text.tsx";
import { formatCount, formatPlural, formatShare } from "#components/ui/format-count.ts";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { SeverityGlyph } from "#components/ui/severity-glyph.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { unpackedText } from "#components/unpacked-text.ts";
import type { SeverityLevel } from "#lib/model/severity.ts";
import type { FileItem } from "#lib/queries/list-files.ts";
import { useLiveProgress } from "#lib/realtime/live-progress.ts";

/** Where a file is, and why; one line. */
export function FileStateText({ file }: { file: FileItem }) {
  switch (file.state) {
    case "uploading":
      return (
        <State>
          <Spinner className="size-3.5 text-out-progress" />
          Uploading
        </State>
      );
    case "queued":
      return (
        <State title={file.laneReason}>
          <span className="text-text-1">Queued</span>
          <span className="truncate">{file.laneReason}</span>
        </State>
      );
    case "processing":
      if (file.unpacked) return <State>Unpacking, {unpackedText(file.unpacked)}</State>;
      return <Reading file={file} />;
    case "completed":
      if (file.unpacked) return <Unpacked unpacked={file.unpacked} />;
      return <Completed file={file} />;
    case "failed":
      return (
        <State title={file.error?.message}>
          <OutcomeIcon outcome="failed" className="text-out-failed" />
          <span className="truncate">
            <LogText text={file.error?.message ?? "Reading stopped."} isOneLine />
          </span>
        </State>
      );
    case "duplicate":
      return (
        <State>
          Same content as
          {file.duplicateOf ? (
            <Link href={`/files/${file.duplicateOf.id}`} className="relative z-1 truncate font-medium text-accent">
              {file.duplicateOf.name}
            </Link>
          ) : (
            "a file that is gone"
          )}
        </State>
      );
  }
}

function Unpacked({ unpacked }: { unpacked: NonNullable<FileItem["unpacked"]> }) {
  return (
    <State>
      {unpacked.stopped + unpacked.failed > 0 ? <OutcomeIcon outcome="failed" className="text-out-failed" /> : null}
      <span className="truncate">{unpackedText(unpacked)}</span>
    </State>
  );
}

function State({ title, children }: { title?: string; children: React.ReactNode }) {
  return (
    <span title={title} className="flex min-w-0 items-center gap-2 text-text-2">
      {children}
    </span>
  );
}

function Reading({ file }: { file: FileItem }) {
  const live = useLiveProgress(file.id);
  const bytesDone = Math.max(file.bytesDone, live?.bytesDone ?? 0);
  const records = Math.max(file.records + file.rejects, (live?.recordCount ?? 0) + (live?.rejectCount ?? 0));
  const recordsPerS = live?.recordsPerS ?? file.recordsPerS;
  return (
    <State>
      <span className="w-24 flex-none">
        <ProgressBar label={`Reading ${file.name}`} value={file.sizeBytes > 0 ? bytesDone / file.sizeBytes : 0} />
      </span>
      <span className="truncate">
        {formatShare(bytesDone, file.sizeBytes)}, {formatPlural(records, "record")}
        {recordsPerS ? `, ${formatCount(recordsPerS)}/s` : ""}
      </span>
    </State>
  );
}

const TOLD: readonly SeverityLevel[] = ["fatal", "error", "warn"];

function Completed({ file }: { file: FileItem }) {
  const failing = file.firstFailingLine;
  return (
    <State>
      <span className="flex-none">{formatPlural(file.records + file.rejects, "record")}</span>
      {TOLD.filter((level) => file.severities[level]).map((level) => (
        <span key={level} className="flex flex-none items-center gap-1">
          <SeverityGlyph level={level} />
          {formatCount(file.severities[level] ?? 0)}
        </span>
      ))}
      {failing ? (
        <span className="truncate font-mono text-12 text-text-3" title={failing.text}>
          {formatCount(failing.recordNumber)} <LogText text={failing.text} isOneLine code={failing.code} />
        </span>
      ) : null}
    </State>
  );
}
