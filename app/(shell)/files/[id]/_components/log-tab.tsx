"use client";

import type { FileDetail } from "#lib/queries/read-file.ts";
import { EmptyLog } from "./empty-log.tsx";
import { FileMap } from "./file-map.tsx";
import { ErrorButtons } from "./log-toolbar.tsx";
import { RecordGrid } from "./record-grid.tsx";
import type { RowLook } from "./record-row.tsx";
import type { AnchoredListState } from "./use-anchored-list.ts";
import type { ErrorNavigation } from "./use-error-navigation.ts";
import type { RecordCursor } from "./use-record-cursor.ts";
import type { LoadedRecords } from "./use-records.ts";

interface LogTabProps {
  file: FileDetail;
  total: number;
  anchored: AnchoredListState;
  records: LoadedRecords;
  look: RowLook;
  cursor: RecordCursor;
  errors: ErrorNavigation;
  isPhone: boolean;
}

/** The records with the map beside them; on the phone the way from error to error below. */
export function LogTab({ file, total, anchored, records, look, cursor, errors, isPhone }: LogTabProps) {
  if (total === 0) return <EmptyLog file={file} />;
  return (
    <>
      <div className="flex min-h-[300px] flex-1">
        <RecordGrid file={file} isPhone={isPhone} {...{ total, anchored, records, look, cursor }} />
        <FileMap file={file} {...{ total, anchored }} />
      </div>
      <div className="flex h-[62px] flex-none items-center gap-2.5 border-t border-border px-4 desk:hidden">
        <ErrorButtons errors={errors} isWide />
      </div>
    </>
  );
}
