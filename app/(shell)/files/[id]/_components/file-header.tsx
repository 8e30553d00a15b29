"use client";

import Link from "next/link";
import { useState } from "react";
import { FormatTitle } from "#components/format-titles.tsx";
import { FoundInSource } from "#components/found-in-source.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import { Time } from "#components/ui/time.tsx";
import type { FileDetail } from "#lib/queries/read-file.ts";
import { FileFacts } from "./file-facts.tsx";
import { StatusSlot } from "./file-strips.tsx";
import { Installations } from "./installations.tsx";
import { StateChip } from "./state-chip.tsx";

interface FileHeaderProps {
  file: FileDetail;
  zone: string;
  goTo: (recordNumber: number) => void;
}

/** What the file is, how far it is, what became of it. On the phone the facts wait behind "Details". */
export function FileHeader({ file, zone, goTo }: FileHeaderProps) {
  const [isOpen, setIsOpen] = useState(false);
  const slash = file.name.lastIndexOf("/") + 1;
  return (
    <header className="grid flex-none grid-cols-[minmax(0,1fr)] gap-3 px-6 pt-4 pb-2 max-desk:gap-2 max-desk:px-4 max-desk:pt-3">
      <div className="flex min-h-[26px] min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <h1
          className="min-w-0 truncate font-mono text-16 font-medium tracking-[-0.02em] max-desk:text-14"
          title={file.name}
        >
          {slash > 0 ? <span className="text-text-3">{file.name.slice(0, slash)}</span> : null}
          {file.name.slice(slash)}
        </h1>
        <StateChip file={file} />
        <span className="contents max-desk:hidden">
          <Installations items={file.installations} format={file.format} goTo={goTo} />
        </span>
        <span className="whitespace-nowrap text-text-2 max-desk:hidden">
          <Origin file={file} />
        </span>
      </div>
      <div className="flex flex-wrap items-center gap-x-3.5 gap-y-1 text-12 desk:hidden">
        {file.format ? (
          <b>
            <FormatTitle format={file.format} />
          </b>
        ) : null}
        {file.timeZoneSource === "assumed" ? <Chip tone="warning">{file.timeZone} assumed</Chip> : null}
        <LaneGlyph lane={file.lane} />
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="touch-target ml-auto font-medium text-accent"
        >
          {isOpen ? "Hide details" : "Details"}
        </button>
      </div>
      <div className={classNames("min-w-0", !isOpen && "max-desk:hidden")}>
        <p className="pb-2 text-text-2 desk:hidden">
          <Origin file={file} />
        </p>
        <div className="pb-2 empty:hidden desk:hidden">
          <Installations items={file.installations} format={file.format} goTo={goTo} />
        </div>
        <FileFacts file={file} zone={zone} goTo={goTo} />
        {file.foundIn === null ? null : (
          <p className="truncate pt-3 text-text-2 max-desk:pt-2 max-desk:whitespace-normal" title={file.foundIn.key}>
            <FoundInSource found={file.foundIn} />
          </p>
        )}
      </div>
      {file.unpackProblem === null ? null : (
        <p className="text-text-2" role="note">
          From its archive: {file.unpackProblem}
        </p>
      )}
      <StatusSlot file={file} goTo={goTo} />
    </header>
  );
}

/** "LT-2291 in Tallybook 4.2.0, 3.0 MB, read 14:04:05" */
function Origin({ file }: { file: FileDetail }) {
  const { device, deployment, sizeBytes, contentBytes, container, finishedAtMs, createdAtMs } = file;
  const isPacked = container !== null && container !== "none" && contentBytes !== null;
  return (
    <>
      {device ? `${device.name}${deployment ? " in " : ", "}` : ""}
      {deployment ? (
        <Link href={`/deployments/${deployment.id}`} className="font-medium text-accent">
          {deployment.name}
        </Link>
      ) : null}
      {deployment ? ", " : ""}
      {file.bundle ? (
        <>
          from{" "}
          <Link href={`/files/${file.bundle.id}`} className="font-medium text-accent">
            {file.bundle.name}
          </Link>
          {", "}
        </>
      ) : null}
      {formatBytes(sizeBytes)}
      {isPacked ? ` (${formatBytes(contentBytes)} unpacked)` : ""}
      {finishedAtMs === null
        ? ", received "
        : file.state === "failed"
          ? ", stopped "
          : file.archiveKind === null
            ? ", read "
            : ", unpacked "}
      <Time at={finishedAtMs ?? createdAtMs} />
    </>
  );
}
