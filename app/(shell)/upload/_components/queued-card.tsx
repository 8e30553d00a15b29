"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { unpackedText } from "#components/unpacked-text.ts";
import { useApi } from "#components/use-api.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";
import { type LiveProgress, useLiveProgress } from "#lib/realtime/live-progress.ts";
import type { UploadItem } from "../../_uploads/upload-item.ts";
import { CardFrame } from "./card-frame.tsx";

/** From the queue on: lane and reason, how far the reading is, how it ended. Live. */
export function QueuedCard({ item, fileId }: { item: UploadItem; fileId: string }) {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ["file", fileId],
    queryFn: ({ signal }) => api<{ file: FileDetail }>(`/api/v1/files/${fileId}`, { signal }),
  });
  const live = useLiveProgress(fileId);
  const file = data?.file;
  const href = `/files/${fileId}`;
  const bytesDone = live?.bytesDone ?? file?.bytesDone ?? 0;
  const isReading = file?.state === "processing";
  return (
    <CardFrame
      item={item}
      href={href}
      aside={file ? <LaneGlyph lane={file.lane} /> : null}
      progress={isReading ? { value: bytesDone / Math.max(1, file.sizeBytes), label: "Ingesting" } : undefined}
    >
      {file ? <FileSentence file={file} live={live} /> : <span>Queued</span>}
      <Link href={href} className="touch-target ml-auto flex-none font-medium text-accent hover:underline">
        Open
      </Link>
    </CardFrame>
  );
}

function FileSentence({ file, live }: { file: FileDetail; live: LiveProgress | null }) {
  if (file.state === "failed") {
    return (
      <span className="flex min-w-0 gap-1.5 text-out-failed">
        <OutcomeIcon outcome="failed" className="mt-0.5" />
        <span>{file.error?.message ?? "It could not be read."}</span>
      </span>
    );
  }
  const text = fileText(file, live);
  return (
    <span className="min-w-0 truncate" title={file.laneReason}>
      {text}
    </span>
  );
}

function fileText(file: FileDetail, live: LiveProgress | null): string {
  if (file.state === "processing" && file.unpacked) return `Unpacking, ${unpackedText(file.unpacked)}`;
  if (file.state === "processing") {
    const percent = Math.floor(((live?.bytesDone ?? file.bytesDone) / Math.max(1, file.sizeBytes)) * 100);
    const perS = live?.recordsPerS ?? file.recordsPerS;
    return `Reading, ${percent}%${perS ? `, ${formatCount(Math.round(perS))} records/s` : ""}`;
  }
  if (file.state === "completed" && file.unpacked) return `Unpacked, ${unpackedText(file.unpacked)}`;
  if (file.state === "completed") {
    const errors = (file.severities.error ?? 0) + (file.severities.fatal ?? 0);
    const failing = file.firstFailingLine;
    const found = errors > 0 ? `, ${formatPlural(errors, "error")}` : "";
    if (failing)
      return `${formatPlural(file.records, "record")}${found}, fails at line ${formatCount(failing.recordNumber)}`;
    return `${formatPlural(file.records, "record")}${found}`;
  }
  return `Queued. ${file.laneReason}`;
}
