"use client";

import type { ReactNode } from "react";
import { Confidence } from "#components/confidence.tsx";
import { encodingName } from "#components/encoding-name.ts";
import { useFormatTitles } from "#components/format-titles.tsx";
import { LogText } from "#components/log-text.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { formatCount, formatShare } from "#components/ui/format-count.ts";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import type { FilePreview, ReadingChoice } from "#lib/parse/preview-file.ts";
import { ChangeMenu } from "./change-menu.tsx";
import { ChangeZone } from "./change-zone.tsx";

const LANES = [
  { value: "high", label: "High" },
  { value: "medium", label: "Medium" },
  { value: "low", label: "Low" },
] as const;

interface PreviewFactsProps {
  preview: FilePreview;
  choice: ReadingChoice;
  /** Files that were not sent yet, this one included; 0 = it is too late to change anything. */
  changeableCount: number;
  onChoose: (change: Partial<ReadingChoice>, isForAll: boolean) => void;
}

/** How the file will be read, each fact with its reason and, while that is possible, the way to change it. */
export function PreviewFacts(props: PreviewFactsProps) {
  return (
    <dl className="grid flex-none grid-cols-4 rounded-panel border border-border max-[1180px]:grid-cols-2 max-desk:grid-cols-1">
      <FormatFact {...props} />
      <ZoneFact {...props} />
      <UnparsedFact preview={props.preview} />
      <LaneFact {...props} />
    </dl>
  );
}

/** The same room while nothing is known. */
export function PreviewFactsSkeleton() {
  return (
    <div
      role="status"
      aria-label="Reading the file"
      className="grid flex-none grid-cols-4 rounded-panel border border-border max-[1180px]:grid-cols-2 max-desk:grid-cols-1"
    >
      {["Format", "Time zone", "Unparsed", "Lane"].map((name) => (
        <div key={name} className={CELL}>
          <span className="text-12 text-text-3">{name}</span>
          <span className="grid gap-2.5 pt-2 pb-1">
            <span className="skeleton block h-2.5 w-3/5 rounded-chip bg-surface-3" />
            <span className="skeleton block h-2.5 w-4/5 rounded-chip bg-surface-3 max-desk:hidden" />
          </span>
        </div>
      ))}
    </div>
  );
}

const CELL =
  "min-w-0 min-h-[92px] border-border px-3.5 pt-[11px] pb-3 not-first:border-l max-[1180px]:nth-[3]:border-l-0 max-[1180px]:nth-[n+3]:border-t max-desk:grid max-desk:min-h-0 max-desk:grid-cols-[74px_minmax(0,1fr)] max-desk:items-baseline max-desk:gap-x-2 max-desk:px-3 max-desk:py-[7px] max-desk:not-first:border-t max-desk:not-first:border-l-0";

function Fact({ name, value, children }: { name: string; value: ReactNode; children: ReactNode }) {
  return (
    <div className={CELL}>
      <dt className="text-12 text-text-3">{name}</dt>
      <dd className="mt-px min-w-0 max-desk:flex max-desk:flex-wrap max-desk:items-center max-desk:gap-x-2.5">
        <div className="flex min-w-0 flex-wrap items-center gap-x-1.5 text-14 font-semibold">{value}</div>
        <div className="mt-0.5 min-w-0 text-12 leading-[1.4] text-text-2 max-desk:mt-0">{children}</div>
      </dd>
    </div>
  );
}

function FormatFact({ preview, choice, changeableCount, onChoose }: PreviewFactsProps) {
  const { titleOf, choices } = useFormatTitles();
  const { format, confidence, runnerUp, encoding, container } = preview.reading;
  const packing = [encodingName(encoding), container === "none" ? null : container].filter(Boolean).join(", ");
  return (
    <Fact
      name="Format"
      value={
        <>
          {titleOf(format)} <Confidence confidence={confidence} />
          <span className="text-13 font-normal text-text-3">{formatShare(confidence, 1)}</span>
        </>
      }
    >
      <span className="max-desk:hidden">
        {choice.format === null ? "" : "Chosen by you, "}
        {packing}
        {runnerUp && runnerUp.confidence > 0
          ? `, ${choice.format === null ? "then" : "its content says"} ${titleOf(runnerUp.format)}, ${formatShare(runnerUp.confidence, 1)}`
          : ""}
      </span>{" "}
      {changeableCount > 0 ? (
        <ChangeMenu
          what="format"
          value={choice.format}
          options={choices.map(([value, label]) => ({ value, label }))}
          onChange={(format) => onChoose({ format }, false)}
        />
      ) : null}
    </Fact>
  );
}

function ZoneFact({ preview, choice, changeableCount, onChoose }: PreviewFactsProps) {
  const { zone, source, reason } = preview.reading.timeZone;
  // What a log itself says of its times can't be overruled.
  const isOpen = source === "assumed" || source === "upload";
  return (
    <Fact name="Time zone" value={zone ?? "None"}>
      {source === "assumed" ? (
        <>
          <Chip tone="warning">Assumed</Chip> <span className="max-desk:hidden">no offset in the file</span>
        </>
      ) : source === "upload" ? (
        "Set for this upload, no offset in the file"
      ) : (
        reason
      )}{" "}
      {isOpen && changeableCount > 0 ? (
        <ChangeZone
          fileCount={changeableCount}
          isChosen={choice.timeZone !== null}
          onChange={(timeZone, isForAll) => onChoose({ timeZone }, isForAll)}
        />
      ) : null}
      {preview.reading.notes.map((note) => (
        <span key={note} className="mt-0.5 block">
          {note}
        </span>
      ))}
    </Fact>
  );
}

function UnparsedFact({ preview }: { preview: FilePreview }) {
  const { records, rejects, firstReject, isWhole, contentBytes } = preview;
  const all = records + rejects;
  const part = isWhole ? "" : ` in the first ${formatBytes(contentBytes)}`;
  return (
    <Fact name="Unparsed" value={formatShare(rejects, all)}>
      {rejects === 0
        ? all === 0
          ? preview.members
            ? "Each file in it has its own"
            : "Nothing to read yet"
          : `All ${formatCount(all)} lines parsed${part}`
        : `${formatCount(rejects)} of ${formatCount(all)} lines${part}, kept as text`}
      {firstReject ? (
        <span className="mt-0.5 flex min-w-0 gap-1" title={firstReject.reason}>
          <span className="flex-none text-text-3">First, line {formatCount(firstReject.recordNumber)}:</span>
          <span className="truncate font-mono">
            <LogText text={firstReject.text} isOneLine />
          </span>
        </span>
      ) : null}
    </Fact>
  );
}

function LaneFact({ preview, choice, changeableCount, onChoose }: PreviewFactsProps) {
  return (
    <Fact name="Lane" value={<LaneGlyph lane={preview.lane} />}>
      <span className="wrap-anywhere">
        <LogText text={preview.laneReason} isOneLine />
      </span>{" "}
      {changeableCount > 0 ? (
        <ChangeMenu what="lane" value={choice.lane} options={LANES} onChange={(lane) => onChoose({ lane }, false)} />
      ) : null}
    </Fact>
  );
}
