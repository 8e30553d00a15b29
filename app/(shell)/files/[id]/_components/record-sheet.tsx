"use client";

import { Dialog } from "@base-ui/react/dialog";
import { LogText } from "#components/log-text.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { formatCount } from "#components/ui/format-count.ts";
import type { RecordRow } from "#lib/queries/list-records.ts";
import { RecordBody } from "./record-panel.tsx";
import type { RowLook } from "./record-row.tsx";

interface RecordSheetProps {
  fileId: string;
  /** Null = closed. */
  recordNumber: number | null;
  record: RecordRow | undefined;
  look: RowLook;
  onClose: () => void;
}

/** An open record on the phone: a sheet over the whole screen. */
export function RecordSheet({ fileId, recordNumber, record, look, onClose }: RecordSheetProps) {
  return (
    <Dialog.Root open={recordNumber !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          data-record-panel
          className="fixed inset-0 z-50 flex flex-col bg-surface-1 transition-opacity duration-(--slow) data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          <div className="flex h-[52px] flex-none items-center gap-3 border-b border-border px-4">
            <Dialog.Title className="text-14 font-semibold">Record {formatCount(recordNumber ?? 0)}</Dialog.Title>
            <Dialog.Close className={`${buttonClass({ variant: "quiet" })} ml-auto`}>Close</Dialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto">
            {record ? (
              <p className="border-b border-border px-4 py-3 font-mono text-12 leading-5 whitespace-pre-wrap wrap-anywhere">
                <LogText text={record.text} explain={{ format: look.format }} />
              </p>
            ) : null}
            {recordNumber === null ? null : (
              <RecordBody fileId={fileId} recordNumber={recordNumber} look={look} onClose={onClose} />
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
