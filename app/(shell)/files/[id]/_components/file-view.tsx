"use client";

import { useState } from "react";
import { formatPlural } from "#components/ui/format-count.ts";
import { useUrlState } from "#components/use-url-state.ts";
import type { ErrorPosition } from "#lib/queries/find-error.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";
import { copyRecordLink } from "./copy-record-link.ts";
import { EmptyLog } from "./empty-log.tsx";
import { FileHeader } from "./file-header.tsx";
import { FileMap } from "./file-map.tsx";
import { ErrorButtons, LogToolbar } from "./log-toolbar.tsx";
import { requestRaw } from "./raw-request.ts";
import { RecordGrid } from "./record-grid.tsx";
import { RecordSheet } from "./record-sheet.tsx";
import { useAnchoredList } from "./use-anchored-list.ts";
import { useErrorNavigation } from "./use-error-navigation.ts";
import { isMoving, useFile } from "./use-file.ts";
import { useIsPhone } from "./use-is-phone.ts";
import { useLogKeys } from "./use-log-keys.ts";
import { useLogLook } from "./use-log-look.ts";
import { useRecords } from "./use-records.ts";

interface FileViewProps {
  initialFile: FileDetail;
  /** Where the log opens: the record of the address, else the first failing line, else the first error, else the top. */
  openAt: number;
  /** The first error as far as it was known; null when nothing is stored yet. */
  initialError: ErrorPosition | null;
}

/** One file: what it is, what became of it, and its records from the line that explains the failure. */
export function FileView({ initialFile, openAt, initialError }: FileViewProps) {
  const { file } = useFile(initialFile);
  const [params, setParams] = useUrlState();
  const isPhone = useIsPhone();
  const total = file.records + file.rejects;
  const { look, zones, setZone, toggleWrap } = useLogLook(file, params, setParams);
  const anchored = useAnchoredList({ count: total, initialIndex: openAt - 1 });
  const { list } = anchored;
  const records = useRecords({ fileId: file.id, total, range: anchored.range });
  const failing = file.firstFailingLine?.recordNumber ?? null;
  const [active, setActive] = useState<number | null>(openAt > 1 || failing === 1 ? openAt : null);
  // The line that explains the failure is open from the start, where there is room for it.
  const [isHitOpen, setIsHitOpen] = useState(failing === openAt);
  const open = openRecord(params, total) ?? (isHitOpen && !isPhone ? failing : null);
  const setOpen = (recordNumber: number | null) => {
    setIsHitOpen(false);
    setParams({ record: recordNumber === null ? null : String(recordNumber) });
  };
  const goTo = (recordNumber: number) => {
    setActive(recordNumber);
    list.scrollToIndex(recordNumber - 1);
  };
  const step = (by: number) => {
    const next = Math.max(1, Math.min(total, (active ?? list.getFirstVisible() + 1 - by) + by));
    setActive(next);
    list.ensureVisible(next - 1);
  };
  const toggle = (recordNumber: number) => {
    setOpen(open === recordNumber ? null : recordNumber);
    if (open !== recordNumber && !isPhone) list.makeRoomBelow(recordNumber - 1);
  };
  const errorCount = (file.severities.error ?? 0) + (file.severities.fatal ?? 0);
  const errors = useErrorNavigation({ fileId: file.id, knownTotal: errorCount, active, initial: initialError, goTo });
  useLogKeys({
    j: () => step(1),
    k: () => step(-1),
    n: () => errors.go("next"),
    p: () => errors.go("previous"),
    f: () => failing !== null && goTo(failing),
    w: toggleWrap,
    r: requestRaw,
    c: () => active !== null && void copyRecordLink(active),
    enter: () => active !== null && toggle(active),
    escape: () => setOpen(null),
  });
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto max-desk:h-[calc(100dvh-112px)] max-desk:flex-none">
      <FileHeader file={file} zone={look.zone} goTo={goTo} />
      <LogToolbar
        severities={file.severities}
        {...{ zones, zone: look.zone, onZone: setZone, isWrapped: look.isWrapped, onWrap: toggleWrap, errors }}
      />
      {total === 0 ? (
        <EmptyLog file={file} />
      ) : (
        <div className="flex min-h-[300px] flex-1">
          <RecordGrid
            fileId={file.id}
            label={`Records of ${file.name}`}
            openInPlace={isPhone ? null : open}
            {...{ total, anchored, records, look, active, open }}
            onActivate={setActive}
            onToggle={toggle}
            onClose={() => setOpen(null)}
          />
          <FileMap
            fileId={file.id}
            isGrowing={isMoving(file)}
            failingRecord={failing}
            {...{ total, list, viewportPx: anchored.viewportPx }}
          />
        </div>
      )}
      {total > 0 ? (
        <div className="flex h-[62px] flex-none items-center gap-2.5 border-t border-border px-4 desk:hidden">
          <ErrorButtons errors={errors} isWide />
        </div>
      ) : null}
      <RecordSheet
        fileId={file.id}
        recordNumber={isPhone ? open : null}
        record={open === null ? undefined : records.recordAt(open - 1)}
        look={look}
        onClose={() => setOpen(null)}
      />
      <output aria-live="polite" className="sr-only">
        {errors.message || (isMoving(file) ? "" : `${formatPlural(total, "record")}`)}
      </output>
    </div>
  );
}

function openRecord(params: URLSearchParams, total: number): number | null {
  const value = Number(params.get("record"));
  return Number.isInteger(value) && value >= 1 && value <= total ? value : null;
}
