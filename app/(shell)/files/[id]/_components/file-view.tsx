"use client";

import { formatPlural } from "#components/ui/format-count.ts";
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
import { useRecordCursor, useStart } from "./use-record-cursor.ts";
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
  const isPhone = useIsPhone();
  const total = file.records + file.rejects;
  const failing = file.firstFailingLine?.recordNumber ?? null;
  const start = useStart({ total, failing, openAt });
  const anchored = useAnchoredList({ count: total, initialIndex: (start ?? openAt) - 1 });
  const records = useRecords({ fileId: file.id, total, range: anchored.range });
  const cursor = useRecordCursor({ list: anchored.list, total, start, failing, isPhone });
  const { active, open, goTo } = cursor;
  const errorCount = (file.severities.error ?? 0) + (file.severities.fatal ?? 0);
  const errors = useErrorNavigation({ fileId: file.id, knownTotal: errorCount, active, initial: initialError, goTo });
  const logLook = useLogLook(file);
  const { look } = logLook;
  useLogKeys({
    j: () => cursor.step(1),
    k: () => cursor.step(-1),
    n: () => errors.go("next"),
    p: () => errors.go("previous"),
    f: () => failing !== null && goTo(failing),
    w: logLook.toggleWrap,
    r: requestRaw,
    c: () => active !== null && void copyRecordLink(active),
    enter: () => active !== null && cursor.toggle(active),
    escape: cursor.close,
  });
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto max-desk:h-[calc(100dvh-112px)] max-desk:flex-none">
      <FileHeader file={file} zone={look.zone} goTo={goTo} />
      <LogToolbar severities={file.severities} logLook={logLook} errors={errors} />
      {total === 0 ? (
        <EmptyLog file={file} />
      ) : (
        <>
          <div className="flex min-h-[300px] flex-1">
            <RecordGrid file={file} isPhone={isPhone} {...{ total, anchored, records, look, cursor }} />
            <FileMap file={file} {...{ total, anchored }} />
          </div>
          <div className="flex h-[62px] flex-none items-center gap-2.5 border-t border-border px-4 desk:hidden">
            <ErrorButtons errors={errors} isWide />
          </div>
        </>
      )}
      <RecordSheet
        fileId={file.id}
        recordNumber={isPhone ? open : null}
        record={open === null ? undefined : records.recordAt(open - 1)}
        look={look}
        onClose={cursor.close}
      />
      <output aria-live="polite" className="sr-only">
        {errors.message || (isMoving(file) ? "" : formatPlural(total, "record"))}
      </output>
    </div>
  );
}
