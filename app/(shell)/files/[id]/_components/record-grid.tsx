// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual list have no table around them; the grid roles say what they are.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus roves over rows, not cells.
"use client";

import { type CSSProperties, type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";
import { FailingLineMeaning } from "./record-meaning.tsx";
import { RecordPanel } from "./record-panel.tsx";
import { RecordRow, type RowLook } from "./record-row.tsx";
import type { AnchoredListState } from "./use-anchored-list.ts";
import type { RecordCursor } from "./use-record-cursor.ts";
import type { LoadedRecords } from "./use-records.ts";

interface RecordGridProps {
  file: FileDetail;
  total: number;
  anchored: AnchoredListState;
  records: LoadedRecords;
  look: RowLook;
  cursor: RecordCursor;
  /** There a record opens as a sheet, not in place. */
  isPhone: boolean;
}

/** The records of a file as a grid of rows, of which only those in view are in the document. */
export function RecordGrid({ file, total, anchored, records, look, cursor, isPhone }: RecordGridProps) {
  const { active, open, setActive, toggle, close } = cursor;
  const { list, attach, scrollerRef, blockRef, range, viewportPx } = anchored;
  const hasFocus = useGridFocus(scrollerRef, active);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = rowAfterKey(event.key, { active: active ?? range.first + 1, total, pageRows: pageRows(anchored) });
    if (next === null || event.ctrlKey || event.metaKey || event.altKey || isInControl(event.target)) return;
    event.preventDefault();
    setActive(next);
    list.ensureVisible(next - 1);
    hasFocus.request();
  };
  const onClick = ({ target }: MouseEvent<HTMLElement>) => {
    const recordNumber = clickedRecord(target);
    if (recordNumber === null) return;
    setActive(recordNumber);
    if (!hasSelection()) toggle(recordNumber);
  };
  const indexes = Array.from({ length: Math.max(0, range.last - range.first + 1) }, (_, row) => range.first + row);
  const isActiveShown = active !== null && active - 1 >= range.first && active - 1 <= range.last;
  return (
    <div className="relative min-h-0 min-w-0 flex-1">
      <div
        ref={attach}
        role="grid"
        aria-label={`Records of ${file.name}`}
        aria-rowcount={total}
        aria-multiselectable="false"
        tabIndex={isActiveShown ? -1 : 0}
        onKeyDown={onKeyDown}
        onClick={onClick}
        className="absolute inset-0 overflow-x-hidden overflow-y-auto font-mono text-12 [overflow-anchor:none] focus-visible:outline-offset-[-2px]"
        style={gridStyle(total, look.hasDays)}
      >
        <div className="relative" style={{ height: list.getScrollLengthPx(total) }}>
          <div className="sticky top-0 overflow-hidden" style={{ height: viewportPx }}>
            <div ref={blockRef}>
              {indexes.map((index) => (
                <div key={index} data-index={index}>
                  <RecordRow
                    recordNumber={index + 1}
                    record={records.recordAt(index)}
                    look={look}
                    isActive={active === index + 1}
                    isOpen={open === index + 1}
                    scrollerRef={scrollerRef}
                  />
                  {open === index + 1 && !isPhone ? (
                    <RecordPanel fileId={file.id} recordNumber={index + 1} look={look} onClose={close} />
                  ) : null}
                  {isPhone && look.firstFailingLine?.recordNumber === index + 1 ? (
                    <FailingLineMeaning line={look.firstFailingLine} format={look.format} />
                  ) : null}
                </div>
              ))}
            </div>
          </div>
        </div>
      </div>
      {records.error ? <LoadError error={records.error} retry={records.retry} /> : null}
    </div>
  );
}

function LoadError({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <div className="absolute inset-x-4 bottom-4 rounded-panel border border-border-strong bg-overlay shadow-2">
      <ErrorState title="Some records could not be read" action={<Button onClick={retry}>Try again</Button>}>
        {error.message}
      </ErrorState>
    </div>
  );
}

/** Gives the focus to the active row once it is in the document. */
function useGridFocus(scrollerRef: RefObject<HTMLDivElement | null>, active: number | null): { request: () => void } {
  const isWanted = useRef(false);
  useEffect(() => {
    if (!isWanted.current || active === null) return;
    const row = scrollerRef.current?.querySelector<HTMLElement>(`[data-record="${active}"]`);
    if (!row) return;
    isWanted.current = false;
    row.focus({ preventScroll: true });
  });
  return {
    request: () => {
      isWanted.current = true;
    },
  };
}

/** Widths that depend on the file: digits of its last number, times with or without their day. */
function gridStyle(total: number, hasDays: boolean): CSSProperties {
  return {
    "--no-width": `${Math.max(4, formatCount(total).length)}ch`,
    "--time-width": hasDays ? "23ch" : "12ch",
  } as CSSProperties;
}

function pageRows({ list, viewportPx }: AnchoredListState): number {
  return Math.max(1, Math.floor(viewportPx / list.getRowHeightPx()) - 1);
}

function rowAfterKey(
  key: string,
  { active, total, pageRows: page }: { active: number; total: number; pageRows: number },
): number | null {
  const within = (recordNumber: number) => Math.max(1, Math.min(total, recordNumber));
  switch (key) {
    case "ArrowDown":
      return within(active + 1);
    case "ArrowUp":
      return within(active - 1);
    case "PageDown":
      return within(active + page);
    case "PageUp":
      return within(active - page);
    case "Home":
      return within(1);
    case "End":
      return within(total);
    default:
      return null;
  }
}

/** A code in a row opens its explanation, not the record. */
function clickedRecord(target: EventTarget): number | null {
  if (target instanceof Element && target.closest("[data-code]")) return null;
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-record]") : null;
  return row ? Number(row.dataset.record) : null;
}

/** Keys inside an open record belong to its own controls. */
function isInControl(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest("[data-record-panel]") !== null;
}

/** Somebody who marks text to copy it does not want the record to open. */
function hasSelection(): boolean {
  return (window.getSelection()?.toString() ?? "") !== "";
}
